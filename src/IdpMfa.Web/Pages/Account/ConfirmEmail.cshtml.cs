using IdpMfa.Core.Addresses;
using IdpMfa.Core.Mail;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Account;

/// <summary>Confirms a mail address by the link that went to it.</summary>
internal sealed class ConfirmEmailModel(
    AddressConfirmation confirmation,
    PageFramer framer,
    IStringLocalizer<Words> text
) : PageModel
{
    [BindProperty(Name = "token", SupportsGet = true)]
    public string? Token { get; set; }

    public MailedLinkView View { get; private set; }

    public string? Address { get; private set; }

    public string? Refusal { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await framer.FrameAsync(null, null, ct);
        Address = await confirmation.FindAddressAsync(Token, ct);
        Show(Address is null ? MailedLinkView.Dead : MailedLinkView.Form);
    }

    public async Task<PageResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear();
        await framer.FrameAsync(null, null, ct);
        Show(
            await confirmation.ConfirmAsync(Token, ct) is MailLinkOutcome.Done
                ? MailedLinkView.Done
                : MailedLinkView.Dead
        );
        return Page();
    }

    private void Show(MailedLinkView view)
    {
        View = view;
        Refusal = view == MailedLinkView.Dead ? text["ConfirmEmail.Dead"].Value : null;
    }
}

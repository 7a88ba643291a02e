using IdpMfa.Core.Passwords;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Account;

/// <summary>A new password by the mailed link. It signs nobody in.</summary>
internal sealed class ResetPasswordModel(
    PasswordReset reset,
    PageFramer framer,
    ProductName product,
    IStringLocalizer<Words> text
) : PageModel
{
    [BindProperty(Name = "token", SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public MailedLinkView View { get; private set; }

    public PasswordResetForm? Form { get; private set; }

    public string? Refusal { get; private set; }

    public string? Strength { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await FindFormAsync(ct);
        if (Form is null)
        {
            ShowDead();
        }
    }

    public async Task<PageResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear(); // do not send the typed password back to the browser
        await FindFormAsync(ct);
        if (Form is not null && string.IsNullOrEmpty(Input.NewPassword))
        {
            Refusal = text["Reset.Missing"];
            return Page();
        }

        switch (await reset.ResetAsync(Token, Input.NewPassword ?? "", product.Get(), ct))
        {
            case PasswordResetOutcome.Done done:
                View = MailedLinkView.Done;
                Strength = text.Describe(done.Strength);
                break;

            case PasswordResetOutcome.Refused refused:
                Refusal = text.Describe(refused.Verdict);
                break;

            default:
                ShowDead();
                break;
        }

        return Page();
    }

    private async Task FindFormAsync(CancellationToken ct)
    {
        Form = await reset.FindFormAsync(Token, ct);
        View = MailedLinkView.Form;
        await framer.FrameAsync(null, Form?.TenantId, ct);
    }

    private void ShowDead()
    {
        View = MailedLinkView.Dead;
        Refusal = text["Reset.Dead"];
    }

    internal sealed class InputModel
    {
        public string? NewPassword { get; set; }
    }
}

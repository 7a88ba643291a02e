using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Account;

/// <summary>Lifts a lock by the mailed link, or mails another link.</summary>
internal sealed class UnlockModel(
    MailedUnlock unlock,
    MailRequests requests,
    PageFramer framer,
    IStringLocalizer<Words> text
) : PageModel
{
    [BindProperty(Name = "token", SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public MailedLinkView View { get; private set; }

    public string? Refusal { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await framer.FrameAsync(null, null, ct);
        if (string.IsNullOrEmpty(Token))
        {
            View = MailedLinkView.Ask;
        }
        else if (await unlock.IsAliveAsync(Token, ct))
        {
            View = MailedLinkView.Form;
        }
        else
        {
            ShowDead();
        }
    }

    public async Task<PageResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear();
        await framer.FrameAsync(null, null, ct);
        var isAsking = string.IsNullOrEmpty(Token);
        if (TypedName.Read(Input.UserName) is not { } name)
        {
            View = isAsking ? MailedLinkView.Ask : MailedLinkView.Form;
            Refusal = text["Unlock.NameMissing"];
            return Page();
        }

        if (isAsking)
        {
            await requests.AskAsync(MailKind.Unlock, name, ct);
            View = MailedLinkView.Asked;
            return Page();
        }

        switch (await unlock.UnlockAsync(Token, name, ct))
        {
            case MailLinkOutcome.Done:
                View = MailedLinkView.Done;
                break;

            case MailLinkOutcome.Refused:
                View = MailedLinkView.Form;
                Refusal = text["Unlock.WrongName"];
                break;

            default:
                ShowDead();
                break;
        }

        return Page();
    }

    private void ShowDead()
    {
        View = MailedLinkView.Dead;
        Token = null; // the form below asks for another link
        Refusal = text["Unlock.Dead"];
    }

    internal sealed class InputModel
    {
        public string? UserName { get; set; }
    }
}

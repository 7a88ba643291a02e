using IdpMfa.Core.Mail;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Account;

/// <summary>Mails a link to choose a new password. The answer is the same for every name.</summary>
internal sealed class ForgotPasswordModel(MailRequests requests, PageFramer framer, IStringLocalizer<Words> text)
    : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool IsAsked { get; private set; }

    public string? Refusal { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => framer.FrameAsync(null, null, ct);

    public async Task<PageResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear();
        await framer.FrameAsync(null, null, ct);
        if (TypedName.Read(Input.UserName) is not { } name)
        {
            Refusal = text["Forgot.NameMissing"];
            return Page();
        }

        await requests.AskAsync(MailKind.PasswordReset, name, ct);
        IsAsked = true;
        return Page();
    }

    internal sealed class InputModel
    {
        public string? UserName { get; set; }
    }
}

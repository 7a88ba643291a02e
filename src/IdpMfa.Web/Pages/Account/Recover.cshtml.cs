using IdpMfa.Core.Administration;
using IdpMfa.Core.SignIn;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Account;

/// <summary>
/// Redeems the link of <c>recover-admin</c>: the password goes with it, then set-up. GET looks at nothing and changes
/// nothing.
/// </summary>
internal sealed class RecoverModel(
    AdminRecovery recovery,
    PendingSignInCookie pendingCookie,
    IStringLocalizer<Words> text
) : PageModel
{
    private const int MaxNameLength = 256;

    [BindProperty(Name = "token", SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string? Refusal { get; private set; }

    /// <summary>The link is of no more use.</summary>
    public bool IsOver { get; private set; }

    public void OnGet() => EndIf(AdminRecoveryToken.TryParse(Token) is null);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (
            string.IsNullOrWhiteSpace(Input.UserName)
            || Input.UserName.Length > MaxNameLength
            || string.IsNullOrEmpty(Input.Password)
        )
        {
            return Ask(text["Login.Incomplete"]);
        }

        var attempt = new AdminRecoveryAttempt
        {
            Token = Token,
            LoginName = Input.UserName.Trim(),
            Password = Input.Password,
            ReturnUrl = Admin.AdminPaths.Start,
        };
        switch (await recovery.RedeemAsync(attempt, ct))
        {
            case AdminRecoveryOutcome.Redeemed redeemed:
                pendingCookie.Write(HttpContext, redeemed.Pending);
                return new SeeOtherResult(SignInPaths.SetUp);

            case AdminRecoveryOutcome.LinkOver:
                EndIf(true);
                return Page();

            default:
                return Ask(text["Recover.Refused"]);
        }
    }

    private void EndIf(bool isOver)
    {
        ModelState.Clear();
        IsOver = isOver;
        Refusal = isOver ? text["Recover.Over"].Value : null;
    }

    private PageResult Ask(string refusal)
    {
        ModelState.Clear(); // do not send the typed password back to the browser
        Input = new InputModel { UserName = Input.UserName is { Length: <= MaxNameLength } name ? name : null };
        Refusal = refusal;
        return Page();
    }

    internal sealed class InputModel
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }
    }
}

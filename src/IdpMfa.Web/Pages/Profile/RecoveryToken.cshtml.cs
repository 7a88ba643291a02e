using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Pages.Profile;

/// <summary>Answers the profile's form with new recovery tokens, shown once.</summary>
[SignedIn]
internal sealed class RecoveryTokenModel(
    CurrentSession currentSession,
    ISignInFactsStore facts,
    RecoveryTokenIssuer issuer,
    PasswordStep passwordStep,
    PageFramer framer,
    IOptions<SessionOptions> options,
    TimeProvider clock,
    IStringLocalizer<Words> text
) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public IReadOnlyList<RecoveryToken> Tokens { get; private set; } = [];

    public string? Refusal { get; private set; }

    public IActionResult OnGet() => new SeeOtherResult(ProfilePaths.Mfa);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear();
        if (
            await currentSession.FindAsync(ct) is not { } session
            || await facts.FindAsync(session.Subject, session.TenantId, ct) is not { HasFactor: true }
        )
        {
            return new SeeOtherResult(ProfilePaths.Mfa);
        }

        await framer.FrameAsync(null, session.TenantId, ct);
        switch (FactorChangePolicy.Evaluate(session, options.Value.FreshFor, clock.GetUtcNow()))
        {
            case FactorChangeAccess.SignInAgain:
                return new SeeOtherResult($"{SignInPaths.Login}?returnUrl={Uri.EscapeDataString(ProfilePaths.Mfa)}");

            case FactorChangeAccess.PasswordNeeded
                when Input.Password is not { Length: > 0 } password
                    || !await passwordStep.ConfirmAsync(session, password, ct):
                Refusal = text["NewToken.WrongPassword"];
                return Page();
        }

        switch (await issuer.ReissueAsync(session, Input.PreparedTokens, ct))
        {
            case RecoveryTokenIssue.Issued issued:
                Tokens = issued.Tokens;
                return Page();

            default:
                Refusal = text["NewToken.Stale"];
                return Page();
        }
    }

    internal sealed class InputModel
    {
        public string? PreparedTokens { get; set; }

        public string? Password { get; set; }
    }
}

using IdpMfa.Core.SignIn;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Mfa;

/// <summary>The MFA step: one field for the authenticator's code or a recovery token.</summary>
internal sealed class CodeModel(
    PendingSignInAccess access,
    PendingSignInCookie pendingCookie,
    SecondFactorStep secondFactor,
    ISignInFactsStore facts,
    CurrentSession currentSession,
    PageFramer framer,
    IStringLocalizer<Words> text
) : PageModel
{
    [BindProperty(Name = "i", SupportsGet = true)]
    public string? Interaction { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string? Refusal { get; private set; }

    /// <summary>A session that rests on a recovery token may set up again, where this step asks it for a code.</summary>
    public string? SetUpAgainUrl { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // Back after the sign-in: nothing is missing, and the engine decides again.
        if (
            Interaction is { Length: > 0 } key
            && await access.FindAsync(HttpContext, key, ct) is not { CompletedAt: null }
            && await currentSession.FindAsync(ct) is { SecondFactor: SecondFactorKind.Totp }
        )
        {
            return new SeeOtherResult(await access.GetNextUrlAsync(key, ct));
        }

        if (await access.FindOrStepUpAsync(HttpContext, Interaction, ct) is not { } pending)
        {
            return StartAgain();
        }

        // Whoever has no factor has nothing to type here.
        if (await facts.FindAsync(pending.UserId, pending.TenantId, ct) is not { HasFactor: true })
        {
            return new SeeOtherResult(Interactions.Continue(SignInPaths.SetUp, Interaction));
        }

        await ShowAsync(pending, await currentSession.FindAsync(ct), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await access.FindAsync(HttpContext, Interaction, ct) is not { } pending)
        {
            return StartAgain();
        }

        var session = await currentSession.FindAsync(ct);
        await ShowAsync(pending, session, ct);

        // Whatever was typed is charged and judged in one place; the shape of the input must not show in the answer.
        var attempt = new SecondFactorAttempt
        {
            PendingId = pending.Id,
            Code = MfaCode.Parse(Input.Code),
            BrowserSession = session,
        };

        switch (await secondFactor.VerifyAsync(attempt, ct))
        {
            case SecondFactorOutcome.Accepted accepted:
                pendingCookie.Delete(HttpContext, Interaction);
                await currentSession.WriteAsync(accepted.Session);
                return new SeeOtherResult(accepted.Pending.ReturnUrl);

            case SecondFactorOutcome.Gone:
                return StartAgain();

            case SecondFactorOutcome.ClockOff off:
                return Ask(ClockWords.Describe(text, off.Drift));

            default:
                return Ask(text["Mfa.Refused"]);
        }
    }

    /// <summary>Leaves the pending sign-in; the browser's session, if it has one, stays.</summary>
    public IActionResult OnPostCancel()
    {
        pendingCookie.Delete(HttpContext, Interaction);
        return new SeeOtherResult(Interactions.Continue(SignInPaths.Login, Interaction));
    }

    private SeeOtherResult StartAgain()
    {
        pendingCookie.Delete(HttpContext, Interaction);
        return new SeeOtherResult(Interactions.StartAgain(Interaction, ReturnUrlPolicy.Start));
    }

    private async Task ShowAsync(PendingSignIn pending, SignInEvidence? session, CancellationToken ct)
    {
        await framer.FrameAsync(pending.ClientId, pending.TenantId, ct);
        if (session is { SecondFactor: SecondFactorKind.Recovery } && session.SessionId == pending.SessionId)
        {
            SetUpAgainUrl = Interactions.Continue(SignInPaths.SetUp, Interaction);
        }
    }

    private PageResult Ask(string message)
    {
        ModelState.Clear(); // do not send the typed code back to the browser
        Input = new InputModel();
        Refusal = message;
        return Page();
    }

    internal sealed class InputModel
    {
        public string? Code { get; set; }
    }
}

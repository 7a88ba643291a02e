using IdpMfa.Core.Recovery;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Web.Pages.Profile;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Mfa;

/// <summary>Shows a key, takes its first code, and then shows the recovery token once.</summary>
internal sealed class SetUpModel(
    PendingSignInAccess access,
    PendingSignInCookie pendingCookie,
    SetUpStep setUp,
    SetUpPutOff putOff,
    SetUpEntrance entrance,
    PasswordStep passwordStep,
    CurrentSession currentSession,
    PageFramer framer,
    IStringLocalizer<Words> text
) : PageModel
{
    private const int KeyGroupLength = 4;

    [BindProperty(Name = "i", SupportsGet = true)]
    public string? Interaction { get; set; }

    /// <summary>Says why the user is here; <c>admin</c>: administration needs more than a recovery token.</summary>
    [BindProperty(Name = "why", SupportsGet = true)]
    public string? Why { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string? Refusal { get; private set; }

    public SetUpOffer.Ready? Offer { get; private set; }

    public IHtmlContent QrCode { get; private set; } = HtmlString.Empty;

    public string GroupedKey { get; private set; } = "";

    public bool IsDone { get; private set; }

    public IReadOnlyList<RecoveryToken> Tokens { get; private set; } = [];

    public string ContinueUrl { get; private set; } = "";

    /// <summary>The session rests on a recovery token and is no longer fresh: the password comes first.</summary>
    public bool IsPasswordNeeded { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        return await access.FindAsync(HttpContext, Interaction, ct) switch
        {
            // Back from the confirmed page, and after a reload: the application waits.
            { CompletedAt: not null, InteractionKey: { } key } => new SeeOtherResult(
                await access.GetNextUrlAsync(key, ct)
            ),
            { CompletedAt: null, Purpose: not PendingPurpose.StepUp } pending => await OfferAsync(pending, null, ct),
            _ => await EnterAsync(ct),
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await access.FindAsync(HttpContext, Interaction, ct) is not { } pending)
        {
            return StartAgain();
        }

        var session = await currentSession.FindAsync(ct);
        switch (await setUp.ConfirmAsync(pending.Id, MfaCode.Parse(Input.Code), Input.PreparedTokens, session, ct))
        {
            case SetUpOutcome.Confirmed confirmed:
                await framer.FrameAsync(pending.ClientId, pending.TenantId, ct);
                await currentSession.WriteAsync(confirmed.Session);
                IsDone = true;
                Tokens = confirmed.Tokens;
                ContinueUrl = confirmed.Pending.ReturnUrl;
                return Page();

            case SetUpOutcome.ClockOff off:
                return await OfferAsync(pending, ClockWords.Describe(text, off.Drift), ct);

            case SetUpOutcome.WrongCode:
                return await OfferAsync(pending, text["SetUp.WrongCode"], ct);

            case SetUpOutcome.KeyUsedUp:
                return await OfferAsync(pending, text["SetUp.KeyUsedUp"], ct);

            default:
                return StartAgain();
        }
    }

    public async Task<IActionResult> OnPostLaterAsync(CancellationToken ct)
    {
        if (
            await access.FindAsync(HttpContext, Interaction, ct) is not { } pending
            || await putOff.PutOffAsync(pending.Id, await currentSession.FindAsync(ct), ct) is not { } session
        )
        {
            return StartAgain();
        }

        pendingCookie.Delete(HttpContext, Interaction);
        await currentSession.WriteAsync(session);
        return new SeeOtherResult(pending.ReturnUrl);
    }

    /// <summary>The password once more, for a session that rests on a recovery token.</summary>
    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken ct)
    {
        if (await currentSession.FindAsync(ct) is not { SecondFactor: SecondFactorKind.Recovery } session)
        {
            return StartAgain();
        }

        if (Input.Password is not { Length: > 0 } password || !await passwordStep.ConfirmAsync(session, password, ct))
        {
            await framer.FrameAsync(null, session.TenantId, ct);
            return AskPassword(text["SetUp.WrongPassword"]);
        }

        // Back to the page's own address: its form must not be posted to this handler.
        return
            await access.BeginAsync(HttpContext, PendingPurpose.Replacement, Interaction, ProfilePaths.Mfa, ct) is null
            ? StartAgain()
            : new SeeOtherResult(Interactions.Continue(SignInPaths.SetUp, Interaction));
    }

    /// <summary>Leaves set-up. Where it is enforced, the next sign-in leads here again.</summary>
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        var pending = await access.FindAsync(HttpContext, Interaction, ct);
        pendingCookie.Delete(HttpContext, Interaction);
        return new SeeOtherResult(
            pending switch
            {
                { InteractionKey: null, SessionId: not null } => ProfilePaths.Mfa,
                { Purpose: PendingPurpose.Replacement } => Interactions.Continue(SignInPaths.Mfa, Interaction),
                _ => Interactions.Continue(SignInPaths.Login, Interaction),
            }
        );
    }

    /// <summary>Comes from a session: to set up the first factor, or again.</summary>
    private async Task<IActionResult> EnterAsync(CancellationToken ct)
    {
        if (await currentSession.FindAsync(ct) is not { } session)
        {
            return StartAgain();
        }

        switch (await entrance.FindAsync(session, ct))
        {
            case SetUpEntry.First:
                return await BeginAsync(PendingPurpose.SetUp, ct);

            case SetUpEntry.Again:
                return await BeginAsync(PendingPurpose.Replacement, ct);

            case SetUpEntry.CodeFirst:
                return new SeeOtherResult(Interactions.Continue(SignInPaths.Mfa, Interaction));

            case SetUpEntry.PasswordFirst:
                await framer.FrameAsync(null, session.TenantId, ct);
                return AskPassword(null);

            default:
                return SignInFirst();
        }
    }

    private async Task<IActionResult> BeginAsync(PendingPurpose purpose, CancellationToken ct) =>
        await access.BeginAsync(HttpContext, purpose, Interaction, ProfilePaths.Mfa, ct) is { } begun
            ? await OfferAsync(begun, null, ct)
            : StartAgain();

    private PageResult AskPassword(string? refusal)
    {
        ModelState.Clear();
        Input = new InputModel();
        IsPasswordNeeded = true;
        Refusal = refusal;
        return Page();
    }

    private async Task<IActionResult> OfferAsync(PendingSignIn pending, string? refusal, CancellationToken ct)
    {
        ModelState.Clear();
        Input = new InputModel();

        switch (await setUp.OfferAsync(pending.Id, ct))
        {
            case SetUpOffer.Ready ready:
                await framer.FrameAsync(pending.ClientId, pending.TenantId, ct);
                Offer = ready;
                QrCode = QrCodeSvg.Draw(ready.OtpauthUri, text["SetUp.QrLabel"]);
                GroupedKey = string.Join(
                    ' ',
                    ready.Secret.ToBase32().Chunk(KeyGroupLength).Select(group => new string(group))
                );
                // The last wrong code that a key takes brings another key at once: whoever typed it must scan again.
                Refusal = refusal is not null && ready.Pending.SetUpFailures == 0 ? text["SetUp.KeyUsedUp"] : refusal;
                return Page();

            // Back after it was confirmed: nothing is missing, and the engine decides again.
            case SetUpOffer.HasFactor
                when Interaction is { Length: > 0 } key
                    && await currentSession.FindAsync(ct) is { SecondFactor: SecondFactorKind.Totp }:
                return new SeeOtherResult(await access.GetNextUrlAsync(key, ct));

            case SetUpOffer.HasFactor:
                // A session of the same user that has given a factor may set up again; anybody else gives the factor.
                return
                    await currentSession.FindAsync(ct) is { SecondFactor: not SecondFactorKind.None } session
                    && session.Subject == pending.UserId
                    ? await EnterAsync(ct)
                    : new SeeOtherResult(Interactions.Continue(SignInPaths.Mfa, Interaction));

            case SetUpOffer.ProofNeeded:
                return new SeeOtherResult(Interactions.Continue(SignInPaths.Proof, Interaction));

            case SetUpOffer.NotOffered:
                return new SeeOtherResult(ProfilePaths.Mfa);

            default:
                return StartAgain();
        }
    }

    private SeeOtherResult StartAgain()
    {
        pendingCookie.Delete(HttpContext, Interaction);
        return new SeeOtherResult(Interactions.StartAgain(Interaction, ProfilePaths.Mfa));
    }

    /// <summary>All factors again, and then back here.</summary>
    private SeeOtherResult SignInFirst() =>
        new(
            Interaction is { Length: > 0 }
                ? Interactions.Continue(SignInPaths.Login, Interaction)
                : $"{SignInPaths.Login}?returnUrl={Uri.EscapeDataString(SignInPaths.SetUp)}"
        );

    internal sealed class InputModel
    {
        public string? Code { get; set; }

        public string? PreparedTokens { get; set; }

        public string? Password { get; set; }
    }
}

using IdpMfa.Core.Recovery;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
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
    CurrentSession currentSession,
    PageFramer framer,
    IStringLocalizer<Words> text
) : PageModel
{
    private const string ProfilePath = "/profile/mfa";
    private const int KeyGroupLength = 4;

    [BindProperty(Name = "i", SupportsGet = true)]
    public string? Interaction { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string? Refusal { get; private set; }

    public SetUpOffer.Ready? Offer { get; private set; }

    public IHtmlContent QrCode { get; private set; } = HtmlString.Empty;

    public string GroupedKey { get; private set; } = "";

    public bool IsDone { get; private set; }

    public IReadOnlyList<RecoveryToken> Tokens { get; private set; } = [];

    public string ContinueUrl { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        // Back from the confirmed page, and after a reload: a completed sign-in has nothing more to show.
        var pending = await access.FindOrBeginAsync(HttpContext, Interaction, ProfilePath, mustBeFresh: true, ct);
        return pending is null ? StartAgain() : await OfferAsync(pending, null, ct);
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
            || await setUp.PutOffAsync(pending.Id, await currentSession.FindAsync(ct), ct) is not { } session
        )
        {
            return StartAgain();
        }

        pendingCookie.Delete(HttpContext, Interaction);
        await currentSession.WriteAsync(session);
        return new SeeOtherResult(pending.ReturnUrl);
    }

    /// <summary>Leaves set-up. Where it is enforced, the next sign-in leads here again.</summary>
    public async Task<IActionResult> OnPostCancelAsync(CancellationToken ct)
    {
        var pending = await access.FindAsync(HttpContext, Interaction, ct);
        pendingCookie.Delete(HttpContext, Interaction);
        return new SeeOtherResult(
            pending is { InteractionKey: null, SessionId: not null } ? ProfilePath : WithInteraction(SignInPaths.Login)
        );
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
                return new SeeOtherResult(WithInteraction(SignInPaths.Mfa));

            case SetUpOffer.NotOffered:
                return new SeeOtherResult(ProfilePath);

            default:
                return StartAgain();
        }
    }

    private SeeOtherResult StartAgain()
    {
        pendingCookie.Delete(HttpContext, Interaction);
        return new SeeOtherResult(
            Interaction is { Length: > 0 }
                ? $"{WithInteraction(SignInPaths.Login)}&notice=over"
                : $"{SignInPaths.Login}?returnUrl={Uri.EscapeDataString(ProfilePath)}"
        );
    }

    private string WithInteraction(string path) =>
        Interaction is { Length: > 0 } key ? $"{path}?i={Uri.EscapeDataString(key)}" : path;

    internal sealed class InputModel
    {
        public string? Code { get; set; }

        public string? PreparedTokens { get; set; }
    }
}

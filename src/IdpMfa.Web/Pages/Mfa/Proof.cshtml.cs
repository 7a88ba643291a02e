using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Web.Pages.Profile;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Mfa;

/// <summary>The mailed code, or an administrator's pass, before a key is shown to somebody who holds only a password.</summary>
internal sealed class ProofModel(
    PendingSignInAccess access,
    PendingSignInCookie pendingCookie,
    EnrolmentProofStep proof,
    CurrentSession currentSession,
    PageFramer framer,
    IStringLocalizer<Words> text
) : PageModel
{
    private const string Sent = "sent";
    private const string Limited = "limited";

    [BindProperty(Name = "i", SupportsGet = true)]
    public string? Interaction { get; set; }

    /// <summary><c>sent</c>: another code was mailed a moment ago; <c>limited</c>: none was, since too many were.</summary>
    [BindProperty(Name = "notice", SupportsGet = true)]
    public string? NoticeCode { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string? Refusal { get; private set; }

    public string? Notice { get; private set; }

    public EnrolmentMail Mailed { get; private set; }

    public bool CanMail => Mailed != EnrolmentMail.NoAddress;

    /// <summary>The address, with most of its name hidden.</summary>
    public string Address { get; private set; } = "";

    public bool CanPutOff { get; private set; }

    public bool IsVoluntary { get; private set; }

    /// <summary>A handler of the set-up page, which puts set-up off and leaves it.</summary>
    public string SetUpUrl(string handler) =>
        Interaction is { Length: > 0 } key
            ? $"{SignInPaths.SetUp}?handler={handler}&i={Uri.EscapeDataString(key)}"
            : $"{SignInPaths.SetUp}?handler={handler}";

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => OfferAsync(sendAgain: false, ct);

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        var answer = await OfferAsync(sendAgain: true, ct);

        // Back to the page's own address: its first form must not be posted to this handler.
        return answer is PageResult
            ? new SeeOtherResult(
                $"{Interactions.Continue(SignInPaths.Proof, Interaction)}{(Interaction is { Length: > 0 } ? '&' : '?')}notice={(Mailed == EnrolmentMail.Limited ? Limited : Sent)}"
            )
            : answer;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await access.FindAsync(HttpContext, Interaction, ct) is not { CompletedAt: null } pending)
        {
            return StartAgain();
        }

        switch (await proof.VerifyAsync(pending.Id, Input.Code, await currentSession.FindAsync(ct), ct))
        {
            case EnrolmentProofOutcome.Accepted:
                return new SeeOtherResult(Interactions.Continue(SignInPaths.SetUp, Interaction));

            case EnrolmentProofOutcome.Gone:
                return StartAgain();

            default:
                var page = await OfferAsync(sendAgain: false, ct);
                Refusal = CanMail ? text["Proof.Refused"] : text["Proof.RefusedPass"];
                return page;
        }
    }

    private async Task<IActionResult> OfferAsync(bool sendAgain, CancellationToken ct)
    {
        ModelState.Clear(); // do not send the typed code back to the browser
        Input = new InputModel();
        if (
            await access.FindAsync(HttpContext, Interaction, ct)
            is not { CompletedAt: null, Purpose: not PendingPurpose.StepUp } pending
        )
        {
            // A session that was led here begins its set-up there.
            return await currentSession.FindAsync(ct) is null
                ? StartAgain()
                : new SeeOtherResult(Interactions.Continue(SignInPaths.SetUp, Interaction));
        }

        switch (await proof.OfferAsync(pending.Id, sendAgain, ct))
        {
            case EnrolmentProofOffer.Ready ready:
                await framer.FrameAsync(pending.ClientId, pending.TenantId, ct);
                Mailed =
                    NoticeCode == Limited && ready.Mailed == EnrolmentMail.Sent ? EnrolmentMail.Limited : ready.Mailed;
                Address = Mask(ready.Subject.User.Email ?? "");
                CanPutOff = ready.Subject.CanPutOff;
                IsVoluntary = ready.Subject.IsVoluntary;
                Notice = NoticeCode == Sent && Mailed == EnrolmentMail.Sent ? text["Proof.SentAgain"].Value : null;
                return Page();

            case EnrolmentProofOffer.NotNeeded:
                return new SeeOtherResult(Interactions.Continue(SignInPaths.SetUp, Interaction));

            default:
                return StartAgain();
        }
    }

    /// <summary>Enough for its owner to know the mailbox, and little for a thief of the password.</summary>
    private static string Mask(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 ? $"{address[0]}…{address[at..]}" : "…";
    }

    private SeeOtherResult StartAgain()
    {
        pendingCookie.Delete(HttpContext, Interaction);
        return new SeeOtherResult(Interactions.StartAgain(Interaction, ProfilePaths.Mfa));
    }

    internal sealed class InputModel
    {
        public string? Code { get; set; }
    }
}

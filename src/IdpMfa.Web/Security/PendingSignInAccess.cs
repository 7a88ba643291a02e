using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using Microsoft.AspNetCore.Http;

namespace IdpMfa.Web.Security;

/// <summary>Finds the pending sign-in that a page works on.</summary>
internal sealed class PendingSignInAccess(
    PendingSignInCookie cookie,
    IPendingSignInStore pendingSignIns,
    IInteractionStore interactions,
    ICurrentSession currentSession,
    StepUp stepUp,
    TimeProvider clock
)
{
    /// <summary>The browser's own pending sign-in for this interaction; null where it is over or another's.</summary>
    public async Task<PendingSignIn?> FindAsync(HttpContext http, string? interactionKey, CancellationToken ct)
    {
        if (
            cookie.Read(http, interactionKey) is not { } id
            || await pendingSignIns.FindAsync(id, clock.GetUtcNow(), ct) is not { } pending
            || !string.Equals(pending.InteractionKey ?? "", interactionKey ?? "", StringComparison.Ordinal)
        )
        {
            return null;
        }

        return pending;
    }

    /// <summary>Where a browser that has proved all there is goes on to, instead of being asked again after Back.</summary>
    public async Task<string> GetNextUrlAsync(string interactionKey, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await interactions.FindAsync(interactionKey, now, ct) is { } found && !found.IsAnswered(now)
            ? found.ReturnUrl
            : ReturnUrlPolicy.Start;
    }

    /// <summary>
    /// As <see cref="FindAsync"/>, or else a step-up of the browser's session: an SSO session that has proved too little is
    /// asked for the missing factor only.
    /// </summary>
    public async Task<PendingSignIn?> FindOrStepUpAsync(
        HttpContext http,
        string? interactionKey,
        CancellationToken ct
    ) =>
        await FindAsync(http, interactionKey, ct)
            is { CompletedAt: null, Purpose: PendingPurpose.SignIn or PendingPurpose.StepUp } pending
            ? pending
            : await BeginAsync(http, PendingPurpose.StepUp, interactionKey, ReturnUrlPolicy.Start, ct);

    /// <summary>Begins a pending sign-in from the browser's session. Who may begin which is decided before.</summary>
    /// <returns>Null where there is no session, or the request that waits is over.</returns>
    public async Task<PendingSignIn?> BeginAsync(
        HttpContext http,
        PendingPurpose purpose,
        string? interactionKey,
        string returnUrl,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var interaction = interactionKey is { Length: > 0 }
            ? await interactions.FindAsync(interactionKey, now, ct)
            : null;
        if (
            await currentSession.FindAsync(ct) is not { } session
            || (interactionKey is { Length: > 0 } && interaction?.IsAnswered(now) != false)
        )
        {
            return null;
        }

        var begun = await stepUp.BeginAsync(session, purpose, interaction, interaction?.ReturnUrl ?? returnUrl, ct);
        if (begun is not null)
        {
            cookie.Write(http, begun);
        }

        return begun;
    }
}

using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Security;

/// <summary>Finds the pending sign-in that a page works on.</summary>
internal sealed class PendingSignInAccess(
    PendingSignInCookie cookie,
    IPendingSignInStore pendingSignIns,
    IInteractionStore interactions,
    ICurrentSession currentSession,
    StepUp stepUp,
    IOptions<SessionOptions> sessions,
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
    /// <param name="http">The request.</param>
    /// <param name="interactionKey">The request that waits, if one does.</param>
    /// <param name="returnUrl">Where to go on to if none does.</param>
    /// <param name="mustBeFresh">Setting up a factor needs a recent sign-in.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PendingSignIn?> FindOrBeginAsync(
        HttpContext http,
        string? interactionKey,
        string returnUrl,
        bool mustBeFresh,
        CancellationToken ct
    )
    {
        if (await FindAsync(http, interactionKey, ct) is { CompletedAt: null } pending)
        {
            return pending;
        }

        var now = clock.GetUtcNow();
        if (
            await currentSession.FindAsync(ct) is not { } session
            || (mustBeFresh && !SessionPolicy.IsFresh(session, sessions.Value.FreshFor, now))
        )
        {
            return null;
        }

        var interaction = interactionKey is null ? null : await interactions.FindAsync(interactionKey, now, ct);
        if (interactionKey is not null && interaction?.IsAnswered(now) != false)
        {
            return null;
        }

        var begun = await stepUp.BeginAsync(session, interaction, interaction?.ReturnUrl ?? returnUrl, ct);
        if (begun is not null)
        {
            cookie.Write(http, begun);
        }

        return begun;
    }
}

using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Sessions;

/// <summary>The session of the browser that sent the current request. Scoped.</summary>
public interface ICurrentSession
{
    /// <returns>What the session has proved; null where there is none, or it has ended, expired or been idle too long.</returns>
    ValueTask<SignInEvidence?> FindAsync(CancellationToken ct);

    /// <summary>Makes the browser drop the session's cookie; the row is ended by <see cref="SignOut"/>.</summary>
    Task ForgetAsync();
}

using IdpMfa.Core.Users;

namespace IdpMfa.Core.Totp;

/// <summary>The authenticators of users.</summary>
public interface ITotpCredentialStore
{
    Task<IReadOnlyList<TotpCredential>> ListAsync(UserId user, CancellationToken ct);

    Task AddAsync(TotpCredential credential, CancellationToken ct);

    /// <summary>Deletes every authenticator of a user, keys included.</summary>
    Task DeleteAllAsync(UserId user, CancellationToken ct);

    /// <summary>Counts an attempt against every authenticator of the user, before any code is looked at.</summary>
    Task ChargeAllAsync(UserId user, CancellationToken ct);

    /// <summary>
    /// Moves the credential's last used step forward and clears its failures, where that step is newer and was not spent
    /// otherwise. One conditional UPDATE, whose row count decides: of any number of attempts with one code, on any number of
    /// nodes, exactly one gets true.
    /// </summary>
    Task<bool> TryConsumeStepAsync(Guid credentialId, long step, DateTimeOffset now, CancellationToken ct);

    /// <summary>Since when a step can't be used any more though it is newer than the last used one; null where it can.</summary>
    Task<DateTimeOffset?> FindSpentAsync(Guid factorId, long step, CancellationToken ct);

    /// <summary>Writes down that a step can't be used any more; harmless where that is known. Part of a unit of work that holds the user's row.</summary>
    Task SpendAsync(SpentStep spent, CancellationToken ct);
}

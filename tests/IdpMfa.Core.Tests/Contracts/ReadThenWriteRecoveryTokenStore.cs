using IdpMfa.Core.Recovery;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

/// <summary>As <see cref="ReadThenWriteTotpCredentialStore"/>, for recovery tokens.</summary>
public sealed class ReadThenWriteRecoveryTokenStore(IRecoveryTokenStore inner, UserId user, MeetingPoint afterReading)
    : IRecoveryTokenStore
{
    public async Task<bool> TryConsumeAsync(Guid tokenId, DateTimeOffset now, CancellationToken ct)
    {
        var tokens = await inner.ListAsync(user, ct);
        await afterReading.ArriveAsync();
        if (tokens.Single(token => token.Id == tokenId).UsedAt is not null)
        {
            return false;
        }

        await inner.TryConsumeAsync(tokenId, now, ct);
        return true;
    }

    public Task<IReadOnlyList<StoredRecoveryToken>> ListAsync(UserId user, CancellationToken ct) =>
        inner.ListAsync(user, ct);

    public Task ReplaceAllAsync(UserId user, IReadOnlyList<StoredRecoveryToken> tokens, CancellationToken ct) =>
        inner.ReplaceAllAsync(user, tokens, ct);
}

using IdpMfa.Core.Recovery;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryRecoveryTokenStore(MemoryConnection connection) : IRecoveryTokenStore
{
    public Task<IReadOnlyList<StoredRecoveryToken>> ListAsync(UserId user, CancellationToken ct) =>
        connection.ReadAsync<IReadOnlyList<StoredRecoveryToken>>(
            state => [.. Of(state, user).Select(row => row.ToEntity())],
            ct
        );

    public Task ReplaceAllAsync(UserId user, IReadOnlyList<StoredRecoveryToken> tokens, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state with
                {
                    Tokens = state
                        .Tokens.RemoveRange(Of(state, user).Select(row => row.Added.Id))
                        .AddRange(
                            tokens.Select(token => KeyValuePair.Create(token.Id, new TokenRow(token, token.UsedAt)))
                        ),
                },
            ct
        );

    public Task<bool> TryConsumeAsync(Guid tokenId, DateTimeOffset now, CancellationToken ct) =>
        connection.TryWriteAsync(
            state =>
                state.Tokens.GetValueOrDefault(tokenId) is { UsedAt: null } row
                    ? state with
                    {
                        Tokens = state.Tokens.SetItem(tokenId, row with { UsedAt = now }),
                    }
                    : null,
            ct
        );

    private static IEnumerable<TokenRow> Of(MemoryState state, UserId user) =>
        state.Tokens.Values.Where(row => row.Added.UserId == user);
}

using IdpMfa.Core.SetUp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryEnrolmentPassStore(MemoryConnection connection) : IEnrolmentPassStore
{
    public Task ReplaceAsync(StoredEnrolmentPass pass, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state with
                {
                    EnrolmentPasses = state
                        .EnrolmentPasses.RemoveRange(Of(state, pass.UserId).Select(earlier => earlier.Id))
                        .Add(pass.Id, pass),
                },
            ct
        );

    public Task<StoredEnrolmentPass?> FindAsync(UserId user, CancellationToken ct) =>
        connection.ReadAsync(state => Of(state, user).MaxBy(pass => pass.IssuedAt), ct);

    public Task<bool> TryConsumeAsync(Guid passId, DateTimeOffset now, CancellationToken ct) =>
        connection.TryWriteAsync(
            state =>
                state.EnrolmentPasses.GetValueOrDefault(passId) is { UsedAt: null } pass && pass.ExpiresAt > now
                    ? state with
                    {
                        EnrolmentPasses = state.EnrolmentPasses.SetItem(passId, Used(pass, now)),
                    }
                    : null,
            ct
        );

    private static IEnumerable<StoredEnrolmentPass> Of(MemoryState state, UserId user) =>
        state.EnrolmentPasses.Values.Where(pass => pass.UserId == user);

    private static StoredEnrolmentPass Used(StoredEnrolmentPass pass, DateTimeOffset now) =>
        new()
        {
            Id = pass.Id,
            UserId = pass.UserId,
            Hash = pass.Hash,
            HashVersion = pass.HashVersion,
            IssuedAt = pass.IssuedAt,
            ExpiresAt = pass.ExpiresAt,
            UsedAt = now,
        };
}

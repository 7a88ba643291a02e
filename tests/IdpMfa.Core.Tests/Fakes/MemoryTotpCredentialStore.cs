using System.Collections.Immutable;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryTotpCredentialStore(MemoryConnection connection) : ITotpCredentialStore
{
    public Task<IReadOnlyList<TotpCredential>> ListAsync(UserId user, CancellationToken ct) =>
        connection.ReadAsync<IReadOnlyList<TotpCredential>>(
            state => [.. Of(state, user).Select(row => row.ToEntity())],
            ct
        );

    public Task AddAsync(TotpCredential credential, CancellationToken ct) =>
        connection.WriteAsync(
            state => state with { Credentials = state.Credentials.Add(credential.Id, CredentialRow.Of(credential)) },
            ct
        );

    public Task DeleteAllAsync(UserId user, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state with
                {
                    Credentials = state.Credentials.RemoveRange(Of(state, user).Select(row => row.Added.Id)),
                },
            ct
        );

    public Task ChargeAllAsync(UserId user, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state with
                {
                    Credentials = state.Credentials.SetItems(
                        Of(state, user)
                            .Select(row => KeyValuePair.Create(row.Added.Id, row with { Failures = row.Failures + 1 }))
                    ),
                },
            ct
        );

    public Task<bool> TryConsumeStepAsync(Guid credentialId, long step, DateTimeOffset now, CancellationToken ct) =>
        connection.TryWriteAsync(
            state =>
                state.Credentials.GetValueOrDefault(credentialId) is { } row
                && row.LastUsedStep < step
                && !state.SpentSteps.ContainsKey((credentialId, step))
                    ? state with
                    {
                        Credentials = state.Credentials.SetItem(
                            credentialId,
                            new CredentialRow(row.Added, step, now, 0)
                        ),
                    }
                    : null,
            ct
        );

    public Task<DateTimeOffset?> FindSpentAsync(Guid factorId, long step, CancellationToken ct) =>
        connection.ReadAsync<DateTimeOffset?>(
            state => state.SpentSteps.TryGetValue((factorId, step), out var spentAt) ? spentAt : null,
            ct
        );

    public Task SpendAsync(SpentStep spent, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state.SpentSteps.ContainsKey((spent.FactorId, spent.Step))
                    ? state
                    : state with
                    {
                        SpentSteps = state.SpentSteps.Add((spent.FactorId, spent.Step), spent.SpentAt),
                    },
            ct
        );

    private static IEnumerable<CredentialRow> Of(MemoryState state, UserId user) =>
        state.Credentials.Values.Where(row => row.Added.UserId == user);
}

using IdpMfa.Core.Mail;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryMailAllowanceStore(MemoryConnection connection) : IMailAllowanceStore
{
    public Task<bool> TryTakeAsync(
        UserId user,
        MailKind kind,
        DateTimeOffset notAfter,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        connection.TryWriteAsync(
            state =>
                state.Allowances.GetValueOrDefault((user, kind)) is { } row
                && (row.ThirdLast is null || row.ThirdLast <= notAfter)
                    ? state with
                    {
                        Allowances = state.Allowances.SetItem(
                            (user, kind),
                            new AllowanceRow(now, row.Last, row.SecondLast)
                        ),
                    }
                    : null,
            ct
        );

    public Task<bool> EnsureExistsAsync(UserId user, MailKind kind, CancellationToken ct) =>
        connection.TryWriteAsync(
            state =>
                state.Allowances.ContainsKey((user, kind))
                    ? null
                    : state with
                    {
                        Allowances = state.Allowances.Add((user, kind), new AllowanceRow(null, null, null)),
                    },
            ct
        );
}

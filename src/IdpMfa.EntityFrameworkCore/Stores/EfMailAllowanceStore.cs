using IdpMfa.Core.Mail;
using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfMailAllowanceStore<TContext>(TContext db) : IMailAllowanceStore
    where TContext : DbContext
{
    private DbSet<MailAllowance> Allowances => db.Set<MailAllowance>();

    // MySQL gives later assignments the values of earlier ones, and EF Core writes the last one first: the oldest value must
    // stand last here, so that it is moved before it is overwritten.
    public async Task<bool> TryTakeAsync(
        UserId user,
        MailKind kind,
        DateTimeOffset notAfter,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await Allowances
            .Where(allowance => allowance.UserId == user && allowance.Kind == kind)
            .Where(allowance => allowance.ThirdLast == null || allowance.ThirdLast <= notAfter)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(allowance => allowance.Last, now)
                        .SetProperty(allowance => allowance.SecondLast, allowance => allowance.Last)
                        .SetProperty(allowance => allowance.ThirdLast, allowance => allowance.SecondLast),
                ct
            ) == 1;

    public async Task<bool> EnsureExistsAsync(UserId user, MailKind kind, CancellationToken ct)
    {
        if (await Exists(user, kind, ct))
        {
            return false;
        }

        await db.TryInsertAsync(new MailAllowance { UserId = user, Kind = kind }, () => Exists(user, kind, ct), ct);
        return true;
    }

    private Task<bool> Exists(UserId user, MailKind kind, CancellationToken ct) =>
        Allowances.AnyAsync(allowance => allowance.UserId == user && allowance.Kind == kind, ct);
}

using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

internal sealed class EfTotpCredentialStore<TContext>(TContext db) : ITotpCredentialStore
    where TContext : DbContext
{
    private DbSet<TotpCredential> Credentials => db.Set<TotpCredential>();

    public async Task<IReadOnlyList<TotpCredential>> ListAsync(UserId user, CancellationToken ct) =>
        await Credentials.AsNoTracking().Where(credential => credential.UserId == user).ToListAsync(ct);

    public Task AddAsync(TotpCredential credential, CancellationToken ct) => db.InsertAsync(credential, ct);

    public Task DeleteAllAsync(UserId user, CancellationToken ct) =>
        Credentials.Where(credential => credential.UserId == user).ExecuteDeleteAsync(ct);

    public Task ChargeAllAsync(UserId user, CancellationToken ct) =>
        Credentials
            .Where(credential => credential.UserId == user)
            .ExecuteUpdateAsync(
                row => row.SetProperty(credential => credential.Failures, credential => credential.Failures + 1),
                ct
            );

    public async Task<bool> TryConsumeStepAsync(
        Guid credentialId,
        long step,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await Credentials
            .Where(credential => credential.Id == credentialId && credential.LastUsedStep < step)
            .Where(credential =>
                !db.Set<SpentStep>().Any(spent => spent.FactorId == credential.Id && spent.Step == step)
            )
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(credential => credential.LastUsedStep, step)
                        .SetProperty(credential => credential.LastUsedAt, now)
                        .SetProperty(credential => credential.Failures, 0),
                ct
            ) == 1;

    public async Task<DateTimeOffset?> FindSpentAsync(Guid factorId, long step, CancellationToken ct) =>
        await db.Set<SpentStep>()
            .Where(spent => spent.FactorId == factorId && spent.Step == step)
            .Select(spent => (DateTimeOffset?)spent.SpentAt)
            .FirstOrDefaultAsync(ct);

    public async Task SpendAsync(SpentStep spent, CancellationToken ct)
    {
        if (await FindSpentAsync(spent.FactorId, spent.Step, ct) is null)
        {
            await db.InsertAsync(spent, ct);
        }
    }
}

using IdpMfa.Core.Lockout;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore.Stores;

// One statement decides each time: the database locks the row while the condition is tested and the value written.
internal sealed class EfAttemptStore<TContext>(TContext db) : IAttemptStore
    where TContext : DbContext
{
    private DbSet<SignInState> States => db.Set<SignInState>();

    public Task<SignInState?> FindAsync(UserId user, CancellationToken ct) =>
        States.AsNoTracking().FirstOrDefaultAsync(state => state.UserId == user, ct);

    public async Task EnsureExistsAsync(UserId user, CancellationToken ct)
    {
        if (!await ExistsAsync(user, ct))
        {
            await TryAddAsync(new SignInState { UserId = user }, ct);
        }
    }

    public async Task<bool> TryChargePasswordAsync(UserId user, int max, DateTimeOffset now, CancellationToken ct) =>
        await States
            .Where(state => state.UserId == user && state.PasswordFailures < max && state.LockedAt == null)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(state => state.PasswordFailures, state => state.PasswordFailures + 1)
                        .SetProperty(state => state.PasswordChargedAt, now),
                ct
            ) == 1;

    public Task<bool> TryAddChargedAsync(UserId user, DateTimeOffset now, CancellationToken ct) =>
        TryAddAsync(
            new SignInState
            {
                UserId = user,
                PasswordFailures = 1,
                PasswordChargedAt = now,
            },
            ct
        );

    public async Task<bool> TryChargeSecondFactorAsync(
        UserId user,
        Guid pendingId,
        bool isRecovery,
        int max,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var recoveryCharge = isRecovery ? 1 : 0;
        return await States
                .Where(state => state.UserId == user && state.SecondFactorFailures < max && state.LockedAt == null)
                .Where(state =>
                    db.Set<PendingSignIn>()
                        .Any(pending =>
                            pending.Id == pendingId
                            && pending.UserId == state.UserId
                            && pending.Epoch == state.Epoch
                            && pending.CompletedAt == null
                            && pending.ExpiresAt > now
                        )
                )
                .ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(state => state.SecondFactorFailures, state => state.SecondFactorFailures + 1)
                            .SetProperty(
                                state => state.RecoveryFailures,
                                state => state.RecoveryFailures + recoveryCharge
                            )
                            .SetProperty(state => state.SecondFactorChargedAt, now),
                    ct
                ) == 1;
    }

    public Task<bool> TryLockAsync(UserId user, SignInStep step, int max, DateTimeOffset now, CancellationToken ct) =>
        TryLockAsync(AtMaximum(user, step, max), step, now, ct);

    public Task<bool> TryLockStaleAsync(
        UserId user,
        SignInStep step,
        int max,
        DateTimeOffset chargedBefore,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var full = AtMaximum(user, step, max);
        var stale =
            step == SignInStep.Password
                ? full.Where(state => state.PasswordChargedAt < chargedBefore)
                : full.Where(state => state.SecondFactorChargedAt < chargedBefore);
        return TryLockAsync(stale, step, now, ct);
    }

    public async Task<int?> TryAcceptAsync(UserId user, SignInStep step, int epoch, CancellationToken ct)
    {
        var unchanged = States.Where(state => state.UserId == user && state.LockedAt == null && state.Epoch == epoch);
        if (await ClearAsync(unchanged, step, ct))
        {
            return epoch;
        }

        var lockedByThisCounter = States.Where(state =>
            state.UserId == user && state.LockedBy == step && state.Epoch == epoch + 1
        );
        return await ClearAsync(lockedByThisCounter, step, ct) ? epoch + 1 : null;
    }

    public async Task<bool> TryNoteWrongCodeAsync(
        UserId user,
        DateTimeOffset notAfter,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await States
            .Where(state => state.UserId == user)
            .Where(state => state.WrongCodeNoticeAt == null || state.WrongCodeNoticeAt <= notAfter)
            .ExecuteUpdateAsync(row => row.SetProperty(state => state.WrongCodeNoticeAt, now), ct) == 1;

    public Task ClearRecoveryFailuresAsync(UserId user, CancellationToken ct) =>
        States
            .Where(state => state.UserId == user)
            .ExecuteUpdateAsync(row => row.SetProperty(state => state.RecoveryFailures, 0), ct);

    public async Task<bool> TryCompleteSetUpAsync(UserId user, int epoch, CancellationToken ct) =>
        await States
            .Where(state => state.UserId == user && state.Epoch == epoch)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(state => state.Epoch, state => state.Epoch + 1)
                        .SetProperty(state => state.MustEnrol, false),
                ct
            ) == 1;

    public Task MoveEpochAsync(UserId user, CancellationToken ct) =>
        States
            .Where(state => state.UserId == user)
            .ExecuteUpdateAsync(row => row.SetProperty(state => state.Epoch, state => state.Epoch + 1), ct);

    public Task UnlockAsync(UserId user, CancellationToken ct) => UnlockAsync(user, mustEnrol: null, ct);

    public Task RequireEnrolmentAsync(UserId user, CancellationToken ct) => UnlockAsync(user, mustEnrol: true, ct);

    private Task<bool> ExistsAsync(UserId user, CancellationToken ct) =>
        States.AnyAsync(state => state.UserId == user, ct);

    private Task<bool> TryAddAsync(SignInState state, CancellationToken ct) =>
        db.TryInsertAsync(state, () => ExistsAsync(state.UserId, ct), ct);

    private IQueryable<SignInState> AtMaximum(UserId user, SignInStep step, int max) =>
        step == SignInStep.Password
            ? States.Where(state => state.UserId == user && state.LockedAt == null && state.PasswordFailures >= max)
            : States.Where(state =>
                state.UserId == user && state.LockedAt == null && state.SecondFactorFailures >= max
            );

    private static async Task<bool> TryLockAsync(
        IQueryable<SignInState> full,
        SignInStep step,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        await full.ExecuteUpdateAsync(
            row =>
                row.SetProperty(state => state.LockedAt, now)
                    .SetProperty(state => state.LockedBy, step)
                    .SetProperty(state => state.Epoch, state => state.Epoch + 1),
            ct
        ) == 1;

    private static async Task<bool> ClearAsync(IQueryable<SignInState> states, SignInStep step, CancellationToken ct)
    {
        var rows =
            step == SignInStep.Password
                ? await states.ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(state => state.PasswordFailures, 0)
                            .SetProperty(state => state.LockedAt, (DateTimeOffset?)null)
                            .SetProperty(state => state.LockedBy, (SignInStep?)null),
                    ct
                )
                : await states.ExecuteUpdateAsync(
                    row =>
                        row.SetProperty(state => state.SecondFactorFailures, 0)
                            .SetProperty(state => state.LockedAt, (DateTimeOffset?)null)
                            .SetProperty(state => state.LockedBy, (SignInStep?)null),
                    ct
                );
        return rows == 1;
    }

    private Task<int> UnlockAsync(UserId user, bool? mustEnrol, CancellationToken ct) =>
        States
            .Where(state => state.UserId == user)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(state => state.PasswordFailures, 0)
                        .SetProperty(state => state.SecondFactorFailures, 0)
                        .SetProperty(state => state.LockedAt, (DateTimeOffset?)null)
                        .SetProperty(state => state.LockedBy, (SignInStep?)null)
                        .SetProperty(state => state.Epoch, state => state.Epoch + 1)
                        .SetProperty(state => state.MustEnrol, state => mustEnrol ?? state.MustEnrol),
                ct
            );
}

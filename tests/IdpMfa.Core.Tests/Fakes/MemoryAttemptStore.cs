using IdpMfa.Core.Lockout;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed class MemoryAttemptStore(MemoryConnection connection) : IAttemptStore
{
    public Task<SignInState?> FindAsync(UserId user, CancellationToken ct) =>
        connection.ReadAsync(state => state.Attempts.GetValueOrDefault(user)?.ToEntity(), ct);

    public Task EnsureExistsAsync(UserId user, CancellationToken ct) =>
        connection.WriteAsync(
            state =>
                state.Attempts.ContainsKey(user)
                    ? state
                    : state with
                    {
                        Attempts = state.Attempts.Add(user, new AttemptRow(user)),
                    },
            ct
        );

    public Task<bool> TryChargePasswordAsync(UserId user, int max, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(
            user,
            (_, row) => row.PasswordFailures < max && row.LockedAt is null,
            row => row with { PasswordFailures = row.PasswordFailures + 1, PasswordChargedAt = now },
            ct
        );

    public Task<bool> TryAddChargedAsync(UserId user, DateTimeOffset now, CancellationToken ct) =>
        connection.TryWriteAsync(
            state =>
                state.Attempts.ContainsKey(user)
                    ? null
                    : state with
                    {
                        Attempts = state.Attempts.Add(
                            user,
                            new AttemptRow(user) { PasswordFailures = 1, PasswordChargedAt = now }
                        ),
                    },
            ct
        );

    public Task<bool> TryChargeSecondFactorAsync(
        UserId user,
        Guid pendingId,
        bool isRecovery,
        int max,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        TryUpdateAsync(
            user,
            (state, row) =>
                row.SecondFactorFailures < max
                && row.LockedAt is null
                && state.Pending.GetValueOrDefault(pendingId) is { CompletedAt: null } pending
                && pending.Begun.UserId == user
                && pending.Begun.Epoch == row.Epoch
                && pending.ExpiresAt > now,
            row =>
                row with
                {
                    SecondFactorFailures = row.SecondFactorFailures + 1,
                    RecoveryFailures = row.RecoveryFailures + (isRecovery ? 1 : 0),
                    SecondFactorChargedAt = now,
                },
            ct
        );

    public Task<bool> TryLockAsync(UserId user, SignInStep step, int max, DateTimeOffset now, CancellationToken ct) =>
        TryUpdateAsync(
            user,
            (_, row) => row.LockedAt is null && row.FailuresOf(step) >= max,
            row => row.Locked(step, now),
            ct
        );

    public Task<bool> TryLockStaleAsync(
        UserId user,
        SignInStep step,
        int max,
        DateTimeOffset chargedBefore,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        TryUpdateAsync(
            user,
            (_, row) => row.LockedAt is null && row.FailuresOf(step) >= max && row.ChargedAtOf(step) < chargedBefore,
            row => row.Locked(step, now),
            ct
        );

    public async Task<int?> TryAcceptAsync(UserId user, SignInStep step, int epoch, CancellationToken ct)
    {
        var isUnchanged = await TryUpdateAsync(
            user,
            (_, row) => row.LockedAt is null && row.Epoch == epoch,
            row => row.Cleared(step),
            ct
        );
        if (isUnchanged)
        {
            return epoch;
        }

        var isLockedByThisCounter = await TryUpdateAsync(
            user,
            (_, row) => row.LockedBy == step && row.Epoch == epoch + 1,
            row => row.Cleared(step),
            ct
        );
        return isLockedByThisCounter ? epoch + 1 : null;
    }

    public Task<bool> TryNoteWrongCodeAsync(
        UserId user,
        DateTimeOffset notAfter,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        TryUpdateAsync(
            user,
            (_, row) => row.WrongCodeNoticeAt is null || row.WrongCodeNoticeAt <= notAfter,
            row => row with { WrongCodeNoticeAt = now },
            ct
        );

    public Task ClearRecoveryFailuresAsync(UserId user, CancellationToken ct) =>
        TryUpdateAsync(user, (_, _) => true, row => row with { RecoveryFailures = 0 }, ct);

    public Task<bool> TryCompleteSetUpAsync(UserId user, int epoch, CancellationToken ct) =>
        TryUpdateAsync(
            user,
            (_, row) => row.Epoch == epoch,
            row => row with { Epoch = row.Epoch + 1, MustEnrol = false },
            ct
        );

    public Task MoveEpochAsync(UserId user, CancellationToken ct) =>
        TryUpdateAsync(user, (_, _) => true, row => row with { Epoch = row.Epoch + 1 }, ct);

    public Task UnlockAsync(UserId user, CancellationToken ct) =>
        TryUpdateAsync(user, (_, _) => true, row => row.Unlocked(), ct);

    public Task RequireEnrolmentAsync(UserId user, CancellationToken ct) =>
        TryUpdateAsync(user, (_, _) => true, row => row.Unlocked() with { MustEnrol = true }, ct);

    private Task<bool> TryUpdateAsync(
        UserId user,
        Func<MemoryState, AttemptRow, bool> condition,
        Func<AttemptRow, AttemptRow> change,
        CancellationToken ct,
        [System.Runtime.CompilerServices.CallerMemberName] string method = ""
    ) =>
        connection.TryWriteAsync(
            state =>
                state.Attempts.GetValueOrDefault(user) is { } row && condition(state, row)
                    ? state with
                    {
                        Attempts = state.Attempts.SetItem(user, change(row)),
                    }
                    : null,
            ct,
            method
        );
}

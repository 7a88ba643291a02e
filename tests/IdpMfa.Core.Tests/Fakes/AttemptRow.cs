using IdpMfa.Core.Lockout;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

internal sealed record AttemptRow(UserId UserId)
{
    public int PasswordFailures { get; init; }

    public DateTimeOffset? PasswordChargedAt { get; init; }

    public int SecondFactorFailures { get; init; }

    public DateTimeOffset? SecondFactorChargedAt { get; init; }

    public int RecoveryFailures { get; init; }

    public DateTimeOffset? LockedAt { get; init; }

    public SignInStep? LockedBy { get; init; }

    public int Epoch { get; init; }

    public bool MustEnrol { get; init; }

    public DateTimeOffset? WrongCodeNoticeAt { get; init; }

    public int FailuresOf(SignInStep step) => step == SignInStep.Password ? PasswordFailures : SecondFactorFailures;

    public DateTimeOffset? ChargedAtOf(SignInStep step) =>
        step == SignInStep.Password ? PasswordChargedAt : SecondFactorChargedAt;

    public AttemptRow Locked(SignInStep step, DateTimeOffset now) =>
        this with
        {
            LockedAt = now,
            LockedBy = step,
            Epoch = Epoch + 1,
        };

    public AttemptRow Cleared(SignInStep step) =>
        this with
        {
            PasswordFailures = step == SignInStep.Password ? 0 : PasswordFailures,
            SecondFactorFailures = step == SignInStep.SecondFactor ? 0 : SecondFactorFailures,
            LockedAt = null,
            LockedBy = null,
        };

    public AttemptRow Unlocked() =>
        this with
        {
            PasswordFailures = 0,
            SecondFactorFailures = 0,
            LockedAt = null,
            LockedBy = null,
            Epoch = Epoch + 1,
        };

    public SignInState ToEntity() =>
        new()
        {
            UserId = UserId,
            PasswordFailures = PasswordFailures,
            PasswordChargedAt = PasswordChargedAt,
            SecondFactorFailures = SecondFactorFailures,
            SecondFactorChargedAt = SecondFactorChargedAt,
            RecoveryFailures = RecoveryFailures,
            LockedAt = LockedAt,
            LockedBy = LockedBy,
            Epoch = Epoch,
            MustEnrol = MustEnrol,
            WrongCodeNoticeAt = WrongCodeNoticeAt,
        };
}

using IdpMfa.Core.Lockout;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class AttemptStoreContract : StoreContract
{
    [Fact]
    public async Task Of_many_simultaneous_wrong_codes_one_is_told_and_again_only_later()
    {
        var user = await Stores.AddUserAsync();
        await Stores.RunAsync(scope => scope.Attempts.EnsureExistsAsync(user, Ct));

        Assert.Equal(
            1,
            await Stores.CountSuccessesAtOnceAsync(
                Requests,
                scope => scope.Attempts.TryNoteWrongCodeAsync(user, Now.AddDays(-1), Now, Ct)
            )
        );
        Assert.True(
            await Stores.RunAsync(scope => scope.Attempts.TryNoteWrongCodeAsync(user, Now, Now.AddDays(1), Ct))
        );
    }

    private const int Max = 5;

    [Fact]
    public async Task A_user_has_no_row_before_the_first_attempt()
    {
        var user = await Stores.AddUserAsync();

        Assert.Null(await Stores.RunAsync(scope => scope.Attempts.FindAsync(user, Ct)));
        Assert.False(await ChargePasswordAsync(user));
    }

    [Fact]
    public async Task The_row_may_be_made_by_many_at_once()
    {
        var user = await Stores.AddUserAsync();

        await Stores.CountSuccessesAtOnceAsync(
            Requests,
            async scope =>
            {
                await scope.Attempts.EnsureExistsAsync(user, Ct);
                return true;
            }
        );

        var state = await FindAsync(user);
        Assert.Equal(
            (0, 0, 0, 0),
            (state.PasswordFailures, state.SecondFactorFailures, state.RecoveryFailures, state.Epoch)
        );
        Assert.Equal((null, null, false), (state.LockedAt, state.LockedBy, state.MustEnrol));
    }

    [Fact]
    public async Task Making_the_row_again_keeps_what_it_counts()
    {
        var user = await AddAsync();
        await ChargePasswordAsync(user);

        await Stores.RunAsync(scope => scope.Attempts.EnsureExistsAsync(user, Ct));

        Assert.Equal(1, (await FindAsync(user)).PasswordFailures);
    }

    [Fact]
    public async Task The_row_is_made_with_the_first_charge_once_however_many_come_at_once()
    {
        var user = await Stores.AddUserAsync();

        var added = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Attempts.TryAddChargedAsync(user, Now, Ct)
        );

        Assert.Equal(1, added);
        var state = await FindAsync(user);
        Assert.Equal((1, 0, Now), (state.PasswordFailures, state.SecondFactorFailures, state.PasswordChargedAt));
    }

    [Fact]
    public async Task No_more_passwords_are_charged_than_the_maximum_however_many_come_at_once()
    {
        var user = await AddAsync();

        var charged = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Attempts.TryChargePasswordAsync(user, Max, Now, Ct)
        );

        Assert.Equal(Max, charged);
        var state = await FindAsync(user);
        Assert.Equal((Max, 0, Now), (state.PasswordFailures, state.SecondFactorFailures, state.PasswordChargedAt));
    }

    [Fact]
    public async Task No_more_codes_are_charged_than_the_maximum_however_many_come_at_once()
    {
        var user = await AddAsync();
        var pending = await AddPendingAsync(user);

        var charged = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Attempts.TryChargeSecondFactorAsync(user, pending, false, Max, Now, Ct)
        );

        Assert.Equal(Max, charged);
        var state = await FindAsync(user);
        Assert.Equal(
            (0, Max, 0, Now),
            (state.PasswordFailures, state.SecondFactorFailures, state.RecoveryFailures, state.SecondFactorChargedAt)
        );
    }

    [Fact]
    public async Task A_recovery_token_is_charged_as_a_factor_too()
    {
        var user = await AddAsync();
        var pending = await AddPendingAsync(user);

        await ChargeSecondFactorAsync(user, pending, isRecovery: true);
        await ChargeSecondFactorAsync(user, pending, isRecovery: false);

        var state = await FindAsync(user);
        Assert.Equal((2, 1), (state.SecondFactorFailures, state.RecoveryFailures));
    }

    [Fact]
    public async Task A_code_is_charged_only_for_a_living_pending_sign_in_of_this_user_and_epoch()
    {
        var (user, other) = (await AddAsync(), await AddAsync());
        var expired = await AddPendingAsync(user, expiresAt: Now);
        var earlier = await AddPendingAsync(user, epoch: -1);
        var later = await AddPendingAsync(user, epoch: 1);
        var foreign = await AddPendingAsync(other);
        var completed = await AddPendingAsync(user);
        await Stores.RunAsync(scope => scope.Pending.TryCompleteAsync(completed, Guid.CreateVersion7(), [], Now, Ct));

        Assert.False(await ChargeSecondFactorAsync(user, expired));
        Assert.False(await ChargeSecondFactorAsync(user, earlier));
        Assert.False(await ChargeSecondFactorAsync(user, later));
        Assert.False(await ChargeSecondFactorAsync(user, foreign));
        Assert.False(await ChargeSecondFactorAsync(user, completed));
        Assert.False(await ChargeSecondFactorAsync(user, Guid.CreateVersion7()));
        Assert.Equal(0, (await FindAsync(user)).SecondFactorFailures);
        Assert.Equal(0, (await FindAsync(other)).SecondFactorFailures);
    }

    [Theory]
    [InlineData(SignInStep.Password)]
    [InlineData(SignInStep.SecondFactor)]
    public async Task A_counter_below_its_maximum_sets_no_lock(SignInStep step)
    {
        var user = await AddAsync();
        await FillAsync(user, step, Max - 1);

        Assert.False(await LockAsync(user, step));
        Assert.Null((await FindAsync(user)).LockedAt);
    }

    [Theory]
    [InlineData(SignInStep.Password)]
    [InlineData(SignInStep.SecondFactor)]
    public async Task A_full_counter_sets_the_lock_once_and_the_other_counter_none(SignInStep step)
    {
        var user = await AddAsync();
        await FillAsync(user, step, Max);
        var otherStep = step == SignInStep.Password ? SignInStep.SecondFactor : SignInStep.Password;

        Assert.False(await LockAsync(user, otherStep));
        var successes = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Attempts.TryLockAsync(user, step, Max, Now, Ct)
        );

        Assert.Equal(1, successes);
        var state = await FindAsync(user);
        Assert.Equal((Now, step, 1), (state.LockedAt, state.LockedBy, state.Epoch));
    }

    [Fact]
    public async Task While_locked_nothing_is_charged()
    {
        var user = await AddAsync();
        await FillAsync(user, SignInStep.Password, Max);
        await LockAsync(user, SignInStep.Password);
        var pending = await AddPendingAsync(user, epoch: 1);

        Assert.False(await Stores.RunAsync(scope => scope.Attempts.TryChargePasswordAsync(user, 100, Now, Ct)));
        Assert.False(await ChargeSecondFactorAsync(user, pending));
    }

    [Theory]
    [InlineData(SignInStep.Password)]
    [InlineData(SignInStep.SecondFactor)]
    public async Task A_full_counter_that_nobody_touched_for_long_is_stale(SignInStep step)
    {
        var user = await AddAsync();
        await FillAsync(user, step, Max);

        Assert.False(await LockStaleAsync(user, step, chargedBefore: Now));
        Assert.True(await LockStaleAsync(user, step, chargedBefore: Now.AddTicks(1)));
        Assert.False(await LockStaleAsync(user, step, chargedBefore: Now.AddTicks(1)));
        Assert.Equal(step, (await FindAsync(user)).LockedBy);
    }

    [Theory]
    [InlineData(SignInStep.Password)]
    [InlineData(SignInStep.SecondFactor)]
    public async Task A_counter_below_its_maximum_is_never_stale(SignInStep step)
    {
        var user = await AddAsync();
        await FillAsync(user, step, Max - 1);

        Assert.False(await LockStaleAsync(user, step, chargedBefore: Now.AddDays(1)));
    }

    [Theory]
    [InlineData(SignInStep.Password, 0, 3)]
    [InlineData(SignInStep.SecondFactor, 2, 0)]
    public async Task Accepting_clears_this_steps_counter_only(SignInStep step, int passwords, int codes)
    {
        var user = await AddAsync();
        await FillAsync(user, SignInStep.Password, 2);
        await FillAsync(user, SignInStep.SecondFactor, 3);

        Assert.Equal(0, await AcceptAsync(user, step, epoch: 0));

        var state = await FindAsync(user);
        Assert.Equal((passwords, codes, 0), (state.PasswordFailures, state.SecondFactorFailures, state.Epoch));
    }

    [Theory]
    [InlineData(SignInStep.Password)]
    [InlineData(SignInStep.SecondFactor)]
    public async Task Accepting_drops_a_lock_that_this_counter_set_meanwhile(SignInStep step)
    {
        var user = await AddAsync();
        await FillAsync(user, step, Max);
        await LockAsync(user, step);

        Assert.Equal(1, await AcceptAsync(user, step, epoch: 0));

        var state = await FindAsync(user);
        Assert.Equal((null, null, 1), (state.LockedAt, state.LockedBy, state.Epoch));
        Assert.Equal((0, 0), (state.PasswordFailures, state.SecondFactorFailures));
    }

    [Theory]
    [InlineData(SignInStep.Password, SignInStep.SecondFactor)]
    [InlineData(SignInStep.SecondFactor, SignInStep.Password)]
    public async Task Accepting_keeps_a_lock_of_the_other_counter(SignInStep locking, SignInStep accepting)
    {
        var user = await AddAsync();
        await FillAsync(user, locking, Max);
        await LockAsync(user, locking);

        Assert.Null(await AcceptAsync(user, accepting, epoch: 0));

        Assert.Equal(locking, (await FindAsync(user)).LockedBy);
    }

    [Fact]
    public async Task Accepting_keeps_a_lock_that_was_there_before()
    {
        var user = await AddAsync();
        await FillAsync(user, SignInStep.Password, Max);
        await LockAsync(user, SignInStep.Password);

        Assert.Null(await AcceptAsync(user, SignInStep.Password, epoch: 1));

        Assert.NotNull((await FindAsync(user)).LockedAt);
    }

    [Fact]
    public async Task Nothing_is_accepted_of_an_epoch_that_is_over()
    {
        var user = await AddAsync();
        await FillAsync(user, SignInStep.Password, 2);
        await Stores.RunAsync(scope => scope.Attempts.UnlockAsync(user, Ct));
        await FillAsync(user, SignInStep.Password, 2);

        Assert.Null(await AcceptAsync(user, SignInStep.Password, epoch: 0));
        Assert.Equal(2, (await FindAsync(user)).PasswordFailures);
    }

    [Fact]
    public async Task The_recovery_tokens_count_is_cleared_alone()
    {
        var user = await AddAsync();
        await ChargeSecondFactorAsync(user, await AddPendingAsync(user), isRecovery: true);

        await Stores.RunAsync(scope => scope.Attempts.ClearRecoveryFailuresAsync(user, Ct));

        var state = await FindAsync(user);
        Assert.Equal((1, 0), (state.SecondFactorFailures, state.RecoveryFailures));
    }

    [Fact]
    public async Task Of_many_set_ups_of_one_epoch_exactly_one_is_completed()
    {
        var user = await AddAsync();
        await Stores.RunAsync(scope => scope.Attempts.RequireEnrolmentAsync(user, Ct));

        var successes = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Attempts.TryCompleteSetUpAsync(user, 1, Ct)
        );

        Assert.Equal(1, successes);
        var state = await FindAsync(user);
        Assert.Equal((2, false), (state.Epoch, state.MustEnrol));
    }

    [Fact]
    public async Task A_lock_ends_a_set_up_that_began_before_it_but_not_one_of_a_session_that_begins_later()
    {
        var user = await AddAsync();
        await FillAsync(user, SignInStep.Password, Max);
        await LockAsync(user, SignInStep.Password);

        Assert.False(await Stores.RunAsync(scope => scope.Attempts.TryCompleteSetUpAsync(user, 0, Ct)));
        Assert.True(await Stores.RunAsync(scope => scope.Attempts.TryCompleteSetUpAsync(user, 1, Ct)));
    }

    [Fact]
    public async Task Moving_the_epoch_changes_nothing_else()
    {
        var user = await AddAsync();
        await FillAsync(user, SignInStep.Password, 2);

        await Stores.RunAsync(async scope =>
        {
            await scope.Attempts.MoveEpochAsync(user, Ct);
            return true;
        });

        var state = await FindAsync(user);
        Assert.Equal((1, 2, null), (state.Epoch, state.PasswordFailures, state.LockedAt));
    }

    [Fact]
    public async Task An_unlock_clears_both_counters_and_the_lock_and_moves_the_epoch()
    {
        var user = await AddAsync();
        await FillAsync(user, SignInStep.Password, 2);
        await FillAsync(user, SignInStep.SecondFactor, Max);
        await LockAsync(user, SignInStep.SecondFactor);

        await Stores.RunAsync(scope => scope.Attempts.UnlockAsync(user, Ct));

        var state = await FindAsync(user);
        Assert.Equal((0, 0, 2), (state.PasswordFailures, state.SecondFactorFailures, state.Epoch));
        Assert.Equal((null, null, false), (state.LockedAt, state.LockedBy, state.MustEnrol));
    }

    [Fact]
    public async Task A_reset_demands_enrolment_and_an_unlock_does_not_undo_that()
    {
        var user = await AddAsync();

        await Stores.RunAsync(scope => scope.Attempts.RequireEnrolmentAsync(user, Ct));
        await Stores.RunAsync(scope => scope.Attempts.UnlockAsync(user, Ct));

        var state = await FindAsync(user);
        Assert.Equal((true, 2), (state.MustEnrol, state.Epoch));
    }

    private async Task<UserId> AddAsync()
    {
        var user = await Stores.AddUserAsync();
        await Stores.RunAsync(scope => scope.Attempts.EnsureExistsAsync(user, Ct));
        return user;
    }

    private async Task<Guid> AddPendingAsync(UserId user, int epoch = 0, DateTimeOffset? expiresAt = null)
    {
        var id = Guid.CreateVersion7();
        var pending = new PendingSignIn
        {
            Id = id,
            UserId = user,
            TenantId = "acme",
            ReturnUrl = "/",
            Epoch = epoch,
            BeganAt = Now.AddMinutes(-1),
            ExpiresAt = expiresAt ?? Now.AddMinutes(9),
            PasswordAt = Now.AddMinutes(-1),
            AuthenticationId = id,
        };
        await Stores.RunAsync(scope => scope.Pending.AddAsync(pending, Ct));
        return id;
    }

    private async Task FillAsync(UserId user, SignInStep step, int count)
    {
        var epoch = (await FindAsync(user)).Epoch;
        var pending = await AddPendingAsync(user, epoch);
        await Stores.RunAsync(async scope =>
        {
            for (var i = 0; i < count; i++)
            {
                await (
                    step == SignInStep.Password
                        ? scope.Attempts.TryChargePasswordAsync(user, Max, Now, Ct)
                        : scope.Attempts.TryChargeSecondFactorAsync(user, pending, false, Max, Now, Ct)
                );
            }
        });
    }

    private async Task<SignInState> FindAsync(UserId user) =>
        Assert.IsType<SignInState>(await Stores.RunAsync(scope => scope.Attempts.FindAsync(user, Ct)));

    private Task<bool> ChargePasswordAsync(UserId user) =>
        Stores.RunAsync(scope => scope.Attempts.TryChargePasswordAsync(user, Max, Now, Ct));

    private Task<bool> ChargeSecondFactorAsync(UserId user, Guid pending, bool isRecovery = false) =>
        Stores.RunAsync(scope => scope.Attempts.TryChargeSecondFactorAsync(user, pending, isRecovery, Max, Now, Ct));

    private Task<bool> LockAsync(UserId user, SignInStep step) =>
        Stores.RunAsync(scope => scope.Attempts.TryLockAsync(user, step, Max, Now, Ct));

    private Task<bool> LockStaleAsync(UserId user, SignInStep step, DateTimeOffset chargedBefore) =>
        Stores.RunAsync(scope => scope.Attempts.TryLockStaleAsync(user, step, Max, chargedBefore, Now, Ct));

    private Task<int?> AcceptAsync(UserId user, SignInStep step, int epoch) =>
        Stores.RunAsync(scope => scope.Attempts.TryAcceptAsync(user, step, epoch, Ct));
}

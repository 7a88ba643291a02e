using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.Lockout;

public sealed class LockoutTests : IAsyncDisposable
{
    private const int Max = CoreFixture.Max;

    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Wrong_passwords_lock_at_the_maximum_and_not_before()
    {
        var alice = _core.AddUser("alice");

        await GiveWrongPasswordsAsync(alice, Max - 1);
        Assert.Null(_core.Counters(alice).LockedAt);

        await GiveWrongPasswordsAsync(alice, 1);
        Assert.Equal(SignInStep.Password, _core.Counters(alice).LockedBy);
        Assert.Equal(AuditReason.TooManyPasswords, _core.LastAudit(AuditCode.SignInLocked).Reason);
    }

    [Fact]
    public async Task After_one_wrong_password_less_than_the_maximum_the_right_one_signs_in()
    {
        var alice = _core.AddUser("alice");
        await GiveWrongPasswordsAsync(alice, Max - 1);

        Assert.IsType<PasswordOutcome.SignedIn>(await _core.GivePasswordAsync(alice));
        Assert.Equal(0, _core.Counters(alice).PasswordFailures);
    }

    [Fact]
    public async Task Wrong_codes_lock_at_the_maximum_and_then_the_right_one_is_refused()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await GiveWrongCodesAsync(pending, alice, Max);

        var outcome = await _core.GiveCodeAsync(pending, alice.Code());

        Assert.Equal(new SecondFactorOutcome.Refused(), outcome);
        Assert.Equal(SignInStep.SecondFactor, _core.Counters(alice).LockedBy);
        Assert.Equal(AuditReason.TooManyCodes, _core.LastAudit(AuditCode.SignInLocked).Reason);
        Assert.Equal(AuditReason.LockedOrBusy, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
        Assert.Empty(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task While_locked_the_right_recovery_token_is_refused_and_not_used_up()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await GiveWrongCodesAsync(pending, alice, Max);

        var outcome = await _core.GiveCodeAsync(pending, alice.RecoveryToken());

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Null(Assert.Single(_core.Stores.State.Tokens).Value.UsedAt);
    }

    [Fact]
    public async Task A_refused_code_costs_no_crypto_while_locked()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await GiveWrongCodesAsync(pending, alice, Max);
        var before = _core.Protector.Unprotected;

        await _core.GiveCodeAsync(pending, alice.Code());

        Assert.Equal(before, _core.Protector.Unprotected);
    }

    [Fact]
    public async Task Codes_of_all_kinds_fill_one_counter()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);

        await _core.GiveCodeAsync(pending, alice.WrongCode());
        await _core.GiveCodeAsync(pending, "0123-4567-89AB-CDEF-GHJK-MNPV");
        await _core.GiveCodeAsync(pending, "0123-4567-89AB-CDEF-GHJK-MNPW");
        await _core.GiveCodeAsync(pending, "");
        await _core.GiveCodeAsync(pending, "nonsense");

        Assert.Equal(SignInStep.SecondFactor, _core.Counters(alice).LockedBy);
    }

    [Fact]
    public async Task Codes_guessed_at_once_are_looked_at_no_more_than_the_maximum()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        var wrong = alice.WrongCode();

        var outcomes = await CoreFixture.AtOnceAsync(50, _ => _core.GiveCodeAsync(pending, wrong));

        Assert.All(outcomes, outcome => Assert.Equal(new SecondFactorOutcome.Refused(), outcome));
        Assert.Equal(Max, _core.CountAudit(AuditCode.SecondFactorRefused, AuditReason.WrongCode));
        Assert.Equal(50 - Max, _core.CountAudit(AuditCode.SecondFactorRefused, AuditReason.LockedOrBusy));
        Assert.Equal(1, _core.CountAudit(AuditCode.SignInLocked));
        Assert.Equal(Max, _core.Stores.State.Credentials[alice.CredentialId].Failures);
    }

    [Fact]
    public async Task Many_pending_sign_ins_give_no_more_guesses()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginManyAsync(alice, 32);
        var wrong = alice.WrongCode();

        await CoreFixture.AtOnceAsync(32, number => _core.GiveCodeAsync(pending[number], wrong));

        Assert.Equal(Max, _core.CountAudit(AuditCode.SecondFactorRefused, AuditReason.WrongCode));
    }

    [Fact]
    public async Task Starting_again_with_the_password_gives_no_more_guesses()
    {
        var alice = await _core.EnrolAsync("alice");

        await GiveWrongCodesAsync(await _core.BeginAsync(alice), alice, Max - 1);
        await GiveWrongCodesAsync(await _core.BeginAsync(alice), alice, Max - 1);

        Assert.Equal(Max, _core.CountAudit(AuditCode.SecondFactorRefused, AuditReason.WrongCode));
        Assert.Equal(SignInStep.SecondFactor, _core.Counters(alice).LockedBy);
        Assert.IsType<PasswordOutcome.Refused>(await _core.GivePasswordAsync(alice));
    }

    [Fact]
    public async Task A_right_code_clears_the_counter_and_the_guesses_begin_again()
    {
        var alice = await _core.EnrolAsync("alice");
        await GiveWrongCodesAsync(await _core.BeginAsync(alice), alice, Max - 1);

        await _core.SignInAsync(alice);

        Assert.Equal(0, _core.Counters(alice).SecondFactorFailures);
    }

    [Fact]
    public async Task Wrong_passwords_never_move_the_second_factors_counter()
    {
        var alice = await _core.EnrolAsync("alice");

        await GiveWrongPasswordsAsync(alice, Max);

        Assert.Equal((Max, 0), (_core.Counters(alice).PasswordFailures, _core.Counters(alice).SecondFactorFailures));
        Assert.Equal(0, _core.Stores.State.Credentials[alice.CredentialId].Failures);
    }

    [Fact]
    public async Task A_code_given_while_only_the_password_counter_is_full_is_refused_after_the_lock()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await GiveWrongPasswordsAsync(alice, Max);

        Assert.IsType<SecondFactorOutcome.Refused>(await _core.GiveCodeAsync(pending, alice.Code()));
        Assert.Equal(0, _core.Counters(alice).SecondFactorFailures);
    }

    [Fact]
    public async Task Time_lifts_no_lock()
    {
        var alice = await _core.EnrolAsync("alice");
        await GiveWrongPasswordsAsync(alice, Max);
        _core.Clock.Advance(TimeSpan.FromDays(365));

        Assert.IsType<PasswordOutcome.Refused>(await _core.GivePasswordAsync(alice));
    }

    [Fact]
    public async Task A_lock_stops_sign_ins_and_no_session()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);

        await GiveWrongPasswordsAsync(alice, Max);

        Assert.Null(_core.Reload(session).EndedAt);
    }

    [Fact]
    public async Task An_unlock_gives_the_guesses_back_and_kills_what_was_pending()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await GiveWrongCodesAsync(pending, alice, Max);
        await UnlockAsync(alice);

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, alice.Code()));
        Assert.IsType<SecondFactorOutcome.Accepted>(
            await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code())
        );
    }

    [Fact]
    public async Task An_unlock_kills_a_pending_sign_in_though_nothing_was_locked()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await UnlockAsync(alice);

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, alice.Code()));
        Assert.Equal(0, _core.Counters(alice).SecondFactorFailures);
    }

    [Fact]
    public async Task A_right_code_that_was_charged_in_time_wins_and_drops_the_lock_its_counter_set_meanwhile()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        _core.Stores.InterruptOnceBefore<ITotpCredentialStore>(
            nameof(ITotpCredentialStore.ListAsync),
            () => GiveWrongCodesAsync(pending, alice, Max - 1)
        );

        var outcome = await _core.GiveCodeAsync(pending, alice.Code());

        Assert.IsType<SecondFactorOutcome.Accepted>(outcome);
        Assert.Equal(1, _core.CountAudit(AuditCode.SignInLocked, AuditReason.TooManyCodes));
        Assert.Null(_core.Counters(alice).LockedAt);
        Assert.Equal(0, _core.Counters(alice).SecondFactorFailures);
        Assert.IsType<PasswordOutcome.SecondFactorNeeded>(await _core.GivePasswordAsync(alice));
    }

    [Fact]
    public async Task A_right_password_that_was_charged_in_time_wins_and_drops_the_lock_its_counter_set_meanwhile()
    {
        var alice = await _core.EnrolAsync("alice");
        _core.Users.WhileHashing = async () =>
        {
            _core.Users.WhileHashing = () => Task.CompletedTask;
            await GiveWrongPasswordsAsync(alice, Max - 1);
        };

        var pending = await _core.BeginAsync(alice);

        Assert.Equal(1, _core.CountAudit(AuditCode.SignInLocked, AuditReason.TooManyPasswords));
        Assert.Null(_core.Counters(alice).LockedAt);
        Assert.IsType<SecondFactorOutcome.Accepted>(await _core.GiveCodeAsync(pending, alice.Code()));
    }

    [Fact]
    public async Task A_right_code_keeps_a_lock_that_the_other_counter_set_meanwhile()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        _core.Stores.InterruptOnceBefore<ITotpCredentialStore>(
            nameof(ITotpCredentialStore.ListAsync),
            () => GiveWrongPasswordsAsync(alice, Max)
        );

        var outcome = await _core.GiveCodeAsync(pending, alice.Code());

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(SignInStep.Password, _core.Counters(alice).LockedBy);
        Assert.Empty(_core.Stores.State.Sessions);
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public async Task A_full_counter_whose_attempts_died_is_locked_by_the_next_one_after_thirty_seconds(
        int seconds,
        bool isLocked
    )
    {
        var alice = await _core.EnrolAsync("alice");
        await ChargePasswordsAndDieAsync(alice);
        _core.Clock.Advance(TimeSpan.FromSeconds(seconds));

        var outcome = await _core.GivePasswordAsync(alice);

        Assert.IsType<PasswordOutcome.Refused>(outcome);
        Assert.Equal(isLocked, _core.Counters(alice).LockedAt is not null);
        Assert.Equal(isLocked ? 1 : 0, _core.CountAudit(AuditCode.SignInLocked, AuditReason.TooManyPasswords));
    }

    [Fact]
    public async Task A_full_counter_of_codes_whose_attempts_died_is_locked_once_by_many_at_once()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        for (var i = 0; i < Max; i++)
        {
            await _core.AskAsync<LockoutGuard, AttemptCharge>(guard =>
                guard.ChargeSecondFactorAsync(alice.Id, pending.Id, FactorKind.Totp, default)
            );
        }

        _core.Clock.Advance(TimeSpan.FromSeconds(31));

        await CoreFixture.AtOnceAsync(32, _ => _core.GiveCodeAsync(pending, alice.Code()));

        Assert.Equal(SignInStep.SecondFactor, _core.Counters(alice).LockedBy);
        Assert.Equal(1, _core.CountAudit(AuditCode.SignInLocked, AuditReason.TooManyCodes));
        Assert.Empty(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task An_aborted_attempt_is_charged_all_the_same()
    {
        var alice = _core.AddUser("alice");
        using var abort = new CancellationTokenSource();
        _core.Users.WhileHashing = async () =>
        {
            await abort.CancelAsync();
            abort.Token.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _core.GivePasswordAsync(alice));

        Assert.Equal(1, _core.Counters(alice).PasswordFailures);
    }

    [Fact]
    public async Task The_first_attempts_of_a_user_without_a_row_are_all_counted()
    {
        var alice = _core.AddUser("alice");

        var charges = await CoreFixture.AtOnceAsync(
            32,
            _ =>
                _core.AskAsync<LockoutGuard, AttemptCharge>(guard => guard.ChargePasswordAsync(alice.Id, null, default))
        );

        Assert.Equal(Max, charges.OfType<AttemptCharge.Charged>().Count());
        Assert.Equal(Max, _core.Counters(alice).PasswordFailures);
    }

    [Fact]
    public async Task Attempts_at_names_that_nobody_has_are_charged_and_lock_nothing()
    {
        for (var i = 0; i < 3 * Max; i++)
        {
            await _core.GivePasswordAsync("nobody", "a wrong password");
        }

        Assert.Equal(3 * Max, _core.Stores.State.Attempts.Values.Sum(row => row.PasswordFailures));
        Assert.DoesNotContain(_core.Stores.State.Attempts.Values, row => row.LockedAt is not null);
    }

    [Fact]
    public async Task Attempts_at_a_locked_name_are_charged_on_a_row_of_nobody()
    {
        var alice = _core.AddUser("alice");
        await GiveWrongPasswordsAsync(alice, Max);
        var locked = _core.Counters(alice);

        await GiveWrongPasswordsAsync(alice, 3);

        Assert.Equal(locked, _core.Counters(alice));
        Assert.Equal(Max + 3, _core.Stores.State.Attempts.Values.Sum(row => row.PasswordFailures));
    }

    private async Task GiveWrongPasswordsAsync(Person person, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.IsType<PasswordOutcome.Refused>(await _core.GiveWrongPasswordAsync(person));
        }
    }

    private async Task GiveWrongCodesAsync(PendingSignIn pending, Person person, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.IsNotType<SecondFactorOutcome.Accepted>(await _core.GiveCodeAsync(pending, person.WrongCode()));
        }
    }

    private async Task ChargePasswordsAndDieAsync(Person person)
    {
        for (var i = 0; i < Max; i++)
        {
            await _core.AskAsync<LockoutGuard, AttemptCharge>(guard =>
                guard.ChargePasswordAsync(person.Id, null, default)
            );
        }
    }

    private Task UnlockAsync(Person person) =>
        _core.TellAsync<MfaAdministration>(administration =>
            administration.UnlockAsync(person.Account, "id-admin", default)
        );
}

using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.SignIn;

public sealed class SecondFactorStepTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task The_right_code_signs_in()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        _core.Clock.Advance(TimeSpan.FromSeconds(20));

        var outcome = await _core.GiveCodeAsync(pending, alice.Code());

        var session = Assert.IsType<SecondFactorOutcome.Accepted>(outcome).Session;
        Assert.Equal(["pwd", "otp", "mfa"], session.ToEvidence().Amr);
        Assert.Equal(AcrLevel.Mfa, session.ToEvidence().Level(recoverySatisfiesMfa: false));
        Assert.Equal((pending.PasswordAt, _core.Now), (session.PasswordAt, session.SecondFactorAt));
        Assert.Equal(alice.CredentialId, session.FactorId);
        Assert.Equal(0, _core.Counters(alice).SecondFactorFailures);
        Assert.Equal(AuditReason.Totp, _core.LastAudit(AuditCode.SecondFactorAccepted).Reason);
        Assert.Equal(1, _core.CountAudit(AuditCode.SessionStarted));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task A_code_is_accepted_within_the_drift(int steps, bool isAccepted)
    {
        var alice = await _core.EnrolAsync("alice");

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.CodeAt(steps));

        Assert.Equal(isAccepted, outcome is SecondFactorOutcome.Accepted);
    }

    [Fact]
    public async Task A_code_is_refused_the_second_time_it_is_used()
    {
        var alice = await _core.EnrolAsync("alice");
        var code = alice.Code();
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), code);

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), code);

        Assert.Equal(new SecondFactorOutcome.Refused(), outcome);
        Assert.Equal(AuditReason.ReplayedCode, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
        Assert.Equal(1, _core.Counters(alice).SecondFactorFailures);
    }

    [Fact]
    public async Task An_older_code_is_refused_after_a_newer_one_was_used()
    {
        var alice = await _core.EnrolAsync("alice");
        var (older, newer) = (alice.Code(), alice.CodeAt(1));
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), newer);

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), older);

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.ReplayedCode, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }

    [Fact]
    public async Task A_newer_code_is_accepted_after_an_older_one()
    {
        var alice = await _core.EnrolAsync("alice");
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.CodeAt(-1));

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code());

        Assert.IsType<SecondFactorOutcome.Accepted>(outcome);
    }

    [Fact]
    public async Task Of_many_sign_ins_with_one_code_at_once_exactly_one_succeeds()
    {
        await using var core = new CoreFixture(max: 100);
        var alice = await core.EnrolAsync("alice");
        var pending = await core.BeginManyAsync(alice, 50);
        var code = alice.Code();

        var outcomes = await CoreFixture.AtOnceAsync(50, number => core.GiveCodeAsync(pending[number], code));

        Assert.Single(outcomes.OfType<SecondFactorOutcome.Accepted>());
        Assert.Equal(49, outcomes.OfType<SecondFactorOutcome.Refused>().Count());
        Assert.Single(core.Stores.State.Sessions);
        Assert.Equal(1, core.CountAudit(AuditCode.SecondFactorAccepted));
        Assert.Equal(49, core.CountAudit(AuditCode.SecondFactorRefused, AuditReason.ReplayedCode));
    }

    [Theory]
    [InlineData("", AuditReason.NotACode)]
    [InlineData("12345", AuditReason.NotACode)]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPV", AuditReason.WrongRecoveryToken)]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPW", AuditReason.WrongRecoveryToken)]
    public async Task Whatever_is_typed_is_charged_and_refused_alike(string typed, string reason)
    {
        var alice = await _core.EnrolAsync("alice");

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), typed);

        Assert.Equal(new SecondFactorOutcome.Refused(), outcome);
        Assert.Equal(reason, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
        Assert.Equal(1, _core.Counters(alice).SecondFactorFailures);
    }

    [Theory]
    [InlineData("123", 0, 0)]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPV", 0, 1)]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPW", 0, 1)]
    public async Task What_is_no_code_of_the_app_is_not_charged_to_it(string typed, int totp, int recovery)
    {
        var alice = await _core.EnrolAsync("alice");

        await _core.GiveCodeAsync(await _core.BeginAsync(alice), typed);

        Assert.Equal(totp, _core.Stores.State.Credentials[alice.CredentialId].Failures);
        Assert.Equal(recovery, _core.Counters(alice).RecoveryFailures);
    }

    [Fact]
    public async Task A_wrong_code_is_charged_to_step_and_app_and_never_to_the_password()
    {
        var alice = await _core.EnrolAsync("alice");

        await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.WrongCode());

        Assert.Equal(
            (0, 1, 0),
            (
                _core.Counters(alice).PasswordFailures,
                _core.Counters(alice).SecondFactorFailures,
                _core.Counters(alice).RecoveryFailures
            )
        );
        Assert.Equal(1, _core.Stores.State.Credentials[alice.CredentialId].Failures);
        Assert.Equal(AuditReason.WrongCode, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }

    [Fact]
    public async Task Another_users_code_is_refused()
    {
        var alice = await _core.EnrolAsync("alice");
        var bob = await _core.EnrolAsync("bob");

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(bob), alice.Code());

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(1, _core.Counters(bob).SecondFactorFailures);
        Assert.IsType<SecondFactorOutcome.Accepted>(
            await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code())
        );
    }

    [Fact]
    public async Task A_pending_sign_in_signs_in_once_with_any_code()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await _core.GiveCodeAsync(pending, alice.Code());

        var outcome = await _core.GiveCodeAsync(pending, alice.CodeAt(1));

        Assert.IsType<SecondFactorOutcome.Gone>(outcome);
        Assert.Single(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task An_unknown_pending_sign_in_is_gone()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        _core.Stores.State = _core.Stores.State with { Pending = _core.Stores.State.Pending.Clear() };

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, alice.Code()));
    }

    [Fact]
    public async Task A_pending_sign_in_dies_after_ten_minutes()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        _core.Clock.Advance(PendingSignIn.Lifetime);

        var outcome = await _core.GiveCodeAsync(pending, alice.Code());

        Assert.IsType<SecondFactorOutcome.Gone>(outcome);
        Assert.Equal(0, _core.Counters(alice).SecondFactorFailures);
    }

    [Fact]
    public async Task Who_was_disabled_meanwhile_is_not_signed_in()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        _core.Users.Change(alice.Id, account => account with { IsDisabled = true });

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, alice.Code()));
        Assert.Empty(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task A_key_that_the_key_ring_cannot_read_is_named_in_the_audit()
    {
        var alice = await _core.EnrolAsync("alice");
        var row = _core.Stores.State.Credentials[alice.CredentialId];
        var foreign = new TotpCredential
        {
            Id = row.Added.Id,
            UserId = alice.Id,
            Name = row.Added.Name,
            Secret = _core.Protector.Protect(SecretPurpose.TotpKey, _core.AddUser("bob").Id, alice.Secret!.Key),
            LastUsedStep = row.LastUsedStep,
            ConfirmedAt = row.Added.ConfirmedAt,
        };
        _core.Stores.State = _core.Stores.State with
        {
            Credentials = _core.Stores.State.Credentials.SetItem(alice.CredentialId, row with { Added = foreign }),
        };

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code());

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.KeyUnreadable, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("unlocked")]
    public async Task A_code_is_superseded_by_what_changed_while_it_was_checked(string change)
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        _core.Stores.InterruptOnceBefore<ITotpCredentialStore>(
            nameof(ITotpCredentialStore.ListAsync),
            () =>
                _core.TellAsync<Core.Lockout.IAttemptStore>(store =>
                    change == "reset"
                        ? store.RequireEnrolmentAsync(alice.Id, TestContext.Current.CancellationToken)
                        : store.UnlockAsync(alice.Id, TestContext.Current.CancellationToken)
                )
        );

        var outcome = await _core.GiveCodeAsync(pending, alice.Code());

        Assert.IsNotType<SecondFactorOutcome.Accepted>(outcome);
        Assert.Empty(_core.Stores.State.Sessions);
        Assert.Equal(AuditReason.Superseded, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }
}

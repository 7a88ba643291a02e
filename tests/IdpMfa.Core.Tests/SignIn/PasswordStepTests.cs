using IdpMfa.Core.Audit;
using IdpMfa.Core.Clients;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.SignIn;

public sealed class PasswordStepTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Only_an_accepted_password_is_stored_anew()
    {
        var alice = _core.AddUser("alice");

        await _core.GiveWrongPasswordAsync(alice);
        var afterWrong = _core.Users.Strengthened.Count;
        await _core.GivePasswordAsync(alice);

        Assert.Equal(0, afterWrong);
        Assert.Equal([alice.Id], _core.Users.Strengthened);
    }

    [Fact]
    public async Task Who_has_no_factor_and_needs_none_is_signed_in_by_the_password()
    {
        var alice = _core.AddUser("alice");

        var session = await _core.SignInByPasswordAsync(alice);

        Assert.Equal(["pwd"], session.ToEvidence().Amr);
        Assert.Equal(alice.Id, session.UserId);
        Assert.Equal(_core.Now, session.PasswordAt);
        Assert.Equal(_core.Now.AddHours(12), session.ExpiresAt);
        Assert.Equal(1, _core.CountAudit(AuditCode.PasswordAccepted));
        Assert.Equal(1, _core.CountAudit(AuditCode.SessionStarted));
    }

    [Fact]
    public async Task Who_has_a_factor_gets_a_pending_sign_in_and_no_session()
    {
        var alice = await _core.EnrolAsync("alice");

        var pending = await _core.BeginAsync(alice);

        Assert.Empty(_core.Stores.State.Sessions);
        Assert.Equal(alice.Id, pending.UserId);
        Assert.Equal(_core.Now.AddMinutes(10), pending.ExpiresAt);
        Assert.Null(pending.SessionId);
    }

    [Theory]
    [InlineData(MfaEnforcement.Off)]
    [InlineData(MfaEnforcement.Optional)]
    [InlineData(MfaEnforcement.Enforced)]
    public async Task Who_has_a_factor_gives_it_whatever_the_enforcement(MfaEnforcement enforcement)
    {
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = CoreFixture.Acme,
                Name = "Acme",
                Enforcement = enforcement,
            }
        );
        var alice = await _core.EnrolAsync("alice");

        Assert.IsType<PasswordOutcome.SecondFactorNeeded>(await _core.GivePasswordAsync(alice));
    }

    [Fact]
    public async Task Where_MFA_is_enforced_who_has_no_factor_is_led_to_set_up()
    {
        _core.Enforce();

        var outcome = await _core.GivePasswordAsync(_core.AddUser("alice"));

        Assert.IsType<PasswordOutcome.SetUpNeeded>(outcome);
        Assert.Empty(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task In_the_grace_period_set_up_comes_before_a_session_too()
    {
        _core.Enforce(gracePeriod: TimeSpan.FromDays(7));

        Assert.IsType<PasswordOutcome.SetUpNeeded>(await _core.GivePasswordAsync(_core.AddUser("alice")));
    }

    [Fact]
    public async Task A_client_that_requires_MFA_leads_to_set_up_in_any_tenant()
    {
        var alice = _core.AddUser("alice");
        var client = new ClientSettings { ClientId = "strict", RequireMfa = true };

        var outcome = await _core.GivePasswordAsync("alice", alice.Password, client);

        Assert.Equal("strict", Assert.IsType<PasswordOutcome.SetUpNeeded>(outcome).Pending.ClientId);
    }

    [Fact]
    public async Task A_minimum_that_nobody_can_reach_is_left_to_the_engine_to_refuse()
    {
        var alice = _core.AddUser("alice");
        var client = new ClientSettings { ClientId = "phr", MinimumAcr = AcrLevel.PhishingResistant };

        var outcome = await _core.GivePasswordAsync("alice", alice.Password, client);

        Assert.Equal(["pwd"], Assert.IsType<PasswordOutcome.SignedIn>(outcome).Session.ToEvidence().Amr);
    }

    [Fact]
    public async Task A_minimum_that_nobody_can_reach_spares_no_one_their_factor()
    {
        var alice = await _core.EnrolAsync("alice");
        var client = new ClientSettings { ClientId = "phr", MinimumAcr = AcrLevel.PhishingResistant };

        var outcome = await _core.GivePasswordAsync("alice", alice.Password, client);

        Assert.IsType<PasswordOutcome.SecondFactorNeeded>(outcome);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_counted_at_this_step_only()
    {
        var alice = await _core.EnrolAsync("alice");

        var outcome = await _core.GiveWrongPasswordAsync(alice);

        Assert.IsType<PasswordOutcome.Refused>(outcome);
        Assert.Equal((1, 0), (_core.Counters(alice).PasswordFailures, _core.Counters(alice).SecondFactorFailures));
        var refusal = _core.LastAudit(AuditCode.PasswordRefused);
        Assert.Equal((AuditReason.WrongPassword, alice.Id), (refusal.Reason, refusal.Subject));
    }

    [Fact]
    public async Task A_right_password_clears_its_own_counter_and_never_the_other()
    {
        var alice = await _core.EnrolAsync("alice");
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.WrongCode());
        await _core.GiveWrongPasswordAsync(alice);

        await _core.BeginAsync(alice);

        Assert.Equal((0, 1), (_core.Counters(alice).PasswordFailures, _core.Counters(alice).SecondFactorFailures));
    }

    [Fact]
    public async Task An_unknown_name_is_refused_as_a_wrong_password_is()
    {
        var outcome = await _core.GivePasswordAsync("nobody", "whatever");

        Assert.IsType<PasswordOutcome.Refused>(outcome);
        var refusal = _core.LastAudit(AuditCode.PasswordRefused);
        Assert.Equal((AuditReason.UnknownUser, (UserId?)null), (refusal.Reason, refusal.Subject));
    }

    [Fact]
    public async Task A_disabled_user_is_refused_as_a_wrong_password_is()
    {
        var alice = _core.AddUser("alice");
        _core.Users.Change(alice.Id, account => account with { IsDisabled = true });

        var outcome = await _core.GivePasswordAsync(alice);

        Assert.IsType<PasswordOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.Disabled, _core.LastAudit(AuditCode.PasswordRefused).Reason);
        Assert.Equal(1, _core.Counters(alice).PasswordFailures);
    }

    [Fact]
    public async Task A_wrong_password_of_a_disabled_user_is_audited_as_wrong()
    {
        var alice = _core.AddUser("alice");
        _core.Users.Change(alice.Id, account => account with { IsDisabled = true });

        await _core.GiveWrongPasswordAsync(alice);

        Assert.Equal(AuditReason.WrongPassword, _core.LastAudit(AuditCode.PasswordRefused).Reason);
    }

    [Fact]
    public async Task A_user_of_another_tenant_is_refused_as_a_wrong_password_is()
    {
        var alice = _core.AddUser("alice");

        var outcome = await _core.GivePasswordAsync("alice", alice.Password, tenant: "globex");

        Assert.IsType<PasswordOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.OtherTenant, _core.LastAudit(AuditCode.PasswordRefused).Reason);
        Assert.Equal(1, _core.Counters(alice).PasswordFailures);
    }

    [Fact]
    public async Task A_tenants_id_in_another_case_is_another_tenant()
    {
        var alice = _core.AddUser("alice");

        Assert.IsType<PasswordOutcome.Refused>(await _core.GivePasswordAsync("alice", alice.Password, tenant: "ACME"));
    }

    [Fact]
    public async Task A_locked_user_is_refused_with_the_right_password_as_with_a_wrong_one()
    {
        var alice = await _core.EnrolAsync("alice");
        await LockAsync(alice);

        var outcome = await _core.GivePasswordAsync(alice);

        Assert.IsType<PasswordOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.LockedOrBusy, _core.LastAudit(AuditCode.PasswordRefused).Reason);
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("unknown")]
    [InlineData("locked")]
    [InlineData("disabled")]
    [InlineData("other tenant")]
    [InlineData("busy")]
    public async Task Every_refusal_costs_exactly_one_hash_and_looks_the_same(string who)
    {
        var alice = _core.AddUser("alice");
        await PrepareAsync(who, alice);
        var before = _core.Users.Hashes;

        var outcome = await _core.GivePasswordAsync(
            who == "unknown" ? "nobody" : "alice",
            who == "wrong" ? "not it" : alice.Password,
            tenant: who == "other tenant" ? "globex" : null
        );

        Assert.Equal(new PasswordOutcome.Refused(), outcome);
        Assert.Equal(1, _core.Users.Hashes - before);
    }

    [Fact]
    public async Task The_password_of_a_locked_user_is_not_even_looked_at()
    {
        var alice = _core.AddUser("alice");
        await LockAsync(alice);

        await _core.GivePasswordAsync(alice);

        Assert.Equal(0, _core.CountAudit(AuditCode.PasswordAccepted));
        Assert.Equal(CoreFixture.Max, _core.CountAudit(AuditCode.PasswordRefused, AuditReason.WrongPassword));
    }

    [Theory]
    [InlineData("unlocked")]
    [InlineData("reset")]
    public async Task A_password_is_superseded_by_what_changed_while_it_was_hashed(string change)
    {
        var alice = _core.AddUser("alice");
        _core.Users.WhileHashing = () =>
            _core.TellAsync<Core.Lockout.IAttemptStore>(store =>
                change == "reset"
                    ? store.RequireEnrolmentAsync(alice.Id, TestContext.Current.CancellationToken)
                    : store.UnlockAsync(alice.Id, TestContext.Current.CancellationToken)
            );

        var outcome = await _core.GivePasswordAsync(alice);

        Assert.IsType<PasswordOutcome.Refused>(outcome);
        Assert.Empty(_core.Stores.State.Sessions);
        Assert.Equal(AuditReason.Superseded, _core.LastAudit(AuditCode.PasswordRefused).Reason);
        Assert.Equal(0, _core.CountAudit(AuditCode.PasswordAccepted));
    }

    [Fact]
    public async Task A_users_own_session_is_raised_and_its_key_replaced()
    {
        var alice = _core.AddUser("alice");
        var first = await _core.SignInByPasswordAsync(alice);
        _core.Clock.Advance(TimeSpan.FromMinutes(5));

        var outcome = await _core.GivePasswordAsync("alice", alice.Password, browser: first.ToEvidence());

        var second = Assert.IsType<PasswordOutcome.SignedIn>(outcome).Session;
        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.Key, second.Key);
        Assert.NotEqual(first.AuthenticationId, second.AuthenticationId);
        Assert.Equal(_core.Now, second.PasswordAt);
        Assert.Single(_core.Stores.State.Sessions);
        Assert.Equal(1, _core.CountAudit(AuditCode.SessionRaised));
    }

    [Fact]
    public async Task Another_users_session_in_the_browser_is_ended()
    {
        var alice = await _core.SignInByPasswordAsync(_core.AddUser("alice"));
        var bob = _core.AddUser("bob");

        var outcome = await _core.GivePasswordAsync("bob", bob.Password, browser: alice.ToEvidence());

        Assert.NotEqual(alice.Id, Assert.IsType<PasswordOutcome.SignedIn>(outcome).Session.Id);
        Assert.Equal(SessionEnd.SignedOut, _core.Reload(alice).EndedBy);
        var end = _core.LastAudit(AuditCode.SessionEnded);
        Assert.Equal((AuditReason.ReplacedByOtherUser, alice.UserId), (end.Reason, end.Subject));
    }

    [Fact]
    public async Task A_refused_sign_in_keeps_the_browsers_session()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);

        await _core.GivePasswordAsync("alice", "not it", browser: session.ToEvidence());

        Assert.Null(_core.Reload(session).EndedAt);
        Assert.Equal(session.Key, _core.Reload(session).Key);
    }

    [Fact]
    public async Task A_session_that_ended_meanwhile_is_not_revived()
    {
        var alice = _core.AddUser("alice");
        var first = await _core.SignInByPasswordAsync(alice);
        await _core.TellAsync<SignOut>(signOut => signOut.EndAsync(first.ToEvidence(), default));

        var outcome = await _core.GivePasswordAsync("alice", alice.Password, browser: first.ToEvidence());

        Assert.NotEqual(first.Id, Assert.IsType<PasswordOutcome.SignedIn>(outcome).Session.Id);
        Assert.NotNull(_core.Reload(first).EndedAt);
    }

    [Fact]
    public async Task Passwords_guessed_at_once_are_looked_at_no_more_than_the_maximum()
    {
        var alice = _core.AddUser("alice");

        var outcomes = await CoreFixture.AtOnceAsync(40, _ => _core.GiveWrongPasswordAsync(alice));

        Assert.All(outcomes, outcome => Assert.IsType<PasswordOutcome.Refused>(outcome));
        Assert.Equal(CoreFixture.Max, _core.CountAudit(AuditCode.PasswordRefused, AuditReason.WrongPassword));
        Assert.Equal(40 - CoreFixture.Max, _core.CountAudit(AuditCode.PasswordRefused, AuditReason.LockedOrBusy));
        Assert.Equal(1, _core.CountAudit(AuditCode.SignInLocked, AuditReason.TooManyPasswords));
        Assert.Equal(40, _core.Users.Hashes);
    }

    private async Task PrepareAsync(string who, Person person)
    {
        switch (who)
        {
            case "locked":
                await LockAsync(person);
                break;
            case "disabled":
                _core.Users.Change(person.Id, account => account with { IsDisabled = true });
                break;
            case "busy":
                await _core.GiveWrongPasswordAsync(person);
                _core.Stores.State = _core.Stores.State with
                {
                    Attempts = _core.Stores.State.Attempts.SetItem(
                        person.Id,
                        _core.Counters(person) with
                        {
                            PasswordFailures = CoreFixture.Max,
                        }
                    ),
                };
                break;
        }
    }

    private async Task LockAsync(Person person)
    {
        for (var i = 0; i < CoreFixture.Max; i++)
        {
            await _core.GiveWrongPasswordAsync(person);
        }
    }
}

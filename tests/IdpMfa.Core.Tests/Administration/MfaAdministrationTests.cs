using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;

namespace IdpMfa.Core.Tests.Administration;

public sealed class MfaAdministrationTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_reset_removes_the_factor_and_tokens_ends_the_sessions_and_demands_set_up()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);

        var outcome = await ResetAsync(alice);

        Assert.Equal(ResetMfaOutcome.Done, outcome);
        Assert.Empty(_core.Stores.State.Credentials);
        Assert.Empty(_core.Stores.State.Tokens);
        Assert.Equal(SessionEnd.Revoked, _core.Reload(session).EndedBy);
        Assert.IsType<PasswordOutcome.SetUpNeeded>(await _core.GivePasswordAsync(alice));
        var reset = _core.LastAudit(AuditCode.MfaReset);
        Assert.Equal((alice.Id, "id-admin", CoreFixture.Acme), (reset.Subject, reset.Actor, reset.TenantId));
    }

    [Fact]
    public async Task A_reset_lifts_the_lock_and_both_counters()
    {
        var alice = await _core.EnrolAsync("alice");
        await LockAsync(alice);

        await ResetAsync(alice);

        var state = _core.Counters(alice);
        Assert.Equal((0, 0, null), (state.PasswordFailures, state.SecondFactorFailures, state.LockedAt));
    }

    [Fact]
    public async Task A_reset_kills_what_was_pending()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);

        await ResetAsync(alice);

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, alice.Code()));
        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, alice.RecoveryToken()));
    }

    [Fact]
    public async Task A_reset_of_somebody_who_never_signed_in_demands_set_up()
    {
        var alice = _core.AddUser("alice");

        await ResetAsync(alice);

        Assert.IsType<PasswordOutcome.SetUpNeeded>(await _core.GivePasswordAsync(alice));
    }

    [Fact]
    public async Task A_reset_leaves_other_users_alone()
    {
        var (alice, bob) = (await _core.EnrolAsync("alice"), await _core.EnrolAsync("bob"));
        var session = await _core.SignInAsync(bob);

        await ResetAsync(alice);

        Assert.Null(_core.Reload(session).EndedAt);
        Assert.IsType<SecondFactorOutcome.Accepted>(await _core.GiveCodeAsync(await _core.BeginAsync(bob), bob.Code()));
    }

    [Fact]
    public async Task The_last_admin_of_a_tenant_is_not_reset()
    {
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = "globex",
                Name = "Globex",
            }
        );
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        await _core.EnrolAsync("bob");
        await _core.EnrolAsync("carol", tenant: "globex", isAdmin: true);
        var disabled = _core.AddUser("dave", isAdmin: true);
        _core.Users.Change(disabled.Id, account => account with { IsDisabled = true });
        var session = await _core.SignInAsync(alice);

        var outcome = await ResetAsync(alice);

        Assert.Equal(ResetMfaOutcome.IsLastAdmin, outcome);
        Assert.Null(_core.Reload(session).EndedAt);
        Assert.False(_core.Counters(alice).MustEnrol);
        Assert.Equal(0, _core.CountAudit(AuditCode.MfaReset));
        Assert.IsType<SecondFactorOutcome.Accepted>(
            await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code())
        );
    }

    [Fact]
    public async Task An_admin_is_reset_while_there_is_another()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        await _core.EnrolAsync("bob", isAdmin: true);

        Assert.Equal(ResetMfaOutcome.Done, await ResetAsync(alice));
    }

    [Fact]
    public async Task A_disabled_admin_is_reset()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        _core.Users.Change(alice.Id, account => account with { IsDisabled = true });

        Assert.Equal(ResetMfaOutcome.Done, await ResetAsync(alice));
    }

    [Fact]
    public async Task An_unlock_lifts_the_lock_and_leaves_factor_and_sessions()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        await LockAsync(alice);

        await _core.TellAsync<MfaAdministration>(administration =>
            administration.UnlockAsync(alice.Account, AuditReason.CommandLine, default)
        );

        Assert.Null(_core.Reload(session).EndedAt);
        Assert.IsType<SecondFactorOutcome.Accepted>(
            await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code())
        );
        var unlock = _core.LastAudit(AuditCode.SignInUnlocked);
        Assert.Equal((alice.Id, AuditReason.CommandLine), (unlock.Subject, unlock.Actor));
    }

    private Task<ResetMfaOutcome> ResetAsync(Person person) =>
        _core.AskAsync<MfaAdministration, ResetMfaOutcome>(administration =>
            administration.ResetMfaAsync(person.Account, "id-admin", default)
        );

    private async Task LockAsync(Person person)
    {
        for (var i = 0; i < CoreFixture.Max; i++)
        {
            await _core.GiveWrongPasswordAsync(person);
        }
    }
}

using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.Administration;

public sealed class UserAdministrationTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Disabling_ends_the_sessions_and_what_is_pending_and_refuses_the_password()
    {
        var (admin, bob) = (await _core.EnrolAsync("alice", isAdmin: true), await _core.EnrolAsync("bob"));
        var session = await _core.SignInAsync(bob);
        var pending = await _core.BeginAsync(bob);

        Assert.Equal(UserChangeOutcome.Done, await DisableAsync(bob, admin));

        Assert.Equal(SessionEnd.Revoked, _core.Reload(session).EndedBy);
        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, bob.Code()));
        Assert.IsType<PasswordOutcome.Refused>(await _core.GivePasswordAsync(bob));
        var disabled = _core.LastAudit(AuditCode.UserDisabled);
        Assert.Equal((bob.Id, admin.Id.Value, CoreFixture.Acme), (disabled.Subject, disabled.Actor, disabled.TenantId));
    }

    [Fact]
    public async Task What_was_pending_stays_dead_after_enabling()
    {
        var (admin, bob) = (await _core.EnrolAsync("alice", isAdmin: true), await _core.EnrolAsync("bob"));
        var pending = await _core.BeginAsync(bob);
        await DisableAsync(bob, admin);

        await ChangeAsync(users => users.EnableAsync(Now(bob), ActorOf(admin), Ct));

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, bob.Code()));
        Assert.IsType<PasswordOutcome.SecondFactorNeeded>(await _core.GivePasswordAsync(bob));
        Assert.Equal(1, _core.CountAudit(AuditCode.UserEnabled));
    }

    [Fact]
    public async Task The_last_admin_is_neither_disabled_nor_stripped_of_the_role()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        await _core.EnrolAsync("bob");

        var disable = await ChangeAsync(users => users.DisableAsync(alice.Account, AdminActor.CommandLine, Ct));
        var strip = await ChangeAsync(users => users.RemoveAdminAsync(alice.Account, AdminActor.CommandLine, Ct));

        Assert.Equal((UserChangeOutcome.IsLastAdmin, UserChangeOutcome.IsLastAdmin), (disable, strip));
        Assert.Equal((true, false), (Now(alice).IsAdmin, Now(alice).IsDisabled));
        Assert.Equal(0, _core.CountAudit(AuditCode.UserDisabled) + _core.CountAudit(AuditCode.AdminRoleTaken));
    }

    [Fact]
    public async Task An_admin_who_is_locked_out_does_not_count_as_another()
    {
        var (alice, bob) = (
            await _core.EnrolAsync("alice", isAdmin: true),
            await _core.EnrolAsync("bob", isAdmin: true)
        );
        for (var i = 0; i < CoreFixture.Max; i++)
        {
            await _core.GiveWrongPasswordAsync(bob);
        }

        Assert.Equal(
            UserChangeOutcome.IsLastAdmin,
            await ChangeAsync(users => users.DisableAsync(alice.Account, AdminActor.CommandLine, Ct))
        );
    }

    [Fact]
    public async Task Of_two_admins_who_disable_each_other_at_once_one_stays()
    {
        for (var round = 0; round < 10; round++)
        {
            await using var core = new CoreFixture();
            var (alice, bob) = (
                await core.EnrolAsync("alice", isAdmin: true),
                await core.EnrolAsync("bob", isAdmin: true)
            );

            var outcomes = await CoreFixture.AtOnceAsync(
                2,
                number =>
                    core.AskAsync<UserAdministration, UserChangeOutcome>(users =>
                        number == 0
                            ? users.DisableAsync(alice.Account, ActorOf(bob), Ct)
                            : users.DisableAsync(bob.Account, ActorOf(alice), Ct)
                    )
            );

            Assert.Single(outcomes, UserChangeOutcome.Done);
            Assert.Single(outcomes, UserChangeOutcome.NotAllowed);
        }
    }

    [Fact]
    public async Task Who_lost_the_role_meanwhile_changes_nobody()
    {
        var (alice, bob) = (
            await _core.EnrolAsync("alice", isAdmin: true),
            await _core.EnrolAsync("bob", isAdmin: true)
        );
        _core.Users.Change(alice.Id, account => account with { IsAdmin = false });

        Assert.Equal(UserChangeOutcome.NotAllowed, await DisableAsync(bob, alice));
        Assert.False(Now(bob).IsDisabled);
    }

    [Fact]
    public async Task The_role_is_given_and_taken_and_each_is_written_down_once()
    {
        var (admin, bob) = (await _core.EnrolAsync("alice", isAdmin: true), await _core.EnrolAsync("bob"));

        await ChangeAsync(users => users.MakeAdminAsync(bob.Account, ActorOf(admin), Ct));
        var again = await ChangeAsync(users => users.MakeAdminAsync(Now(bob), ActorOf(admin), Ct));
        await ChangeAsync(users => users.RemoveAdminAsync(Now(bob), ActorOf(admin), Ct));

        Assert.Equal(UserChangeOutcome.Unchanged, again);
        Assert.False(Now(bob).IsAdmin);
        Assert.Equal((1, 1), (_core.CountAudit(AuditCode.AdminRoleGiven), _core.CountAudit(AuditCode.AdminRoleTaken)));
    }

    private Core.Users.UserAccount Now(Person person) =>
        _core.Users.FindAsync(person.Id, Ct).AsTask().GetAwaiter().GetResult()!;

    private static AdminActor ActorOf(Person person) => new(person.Id);

    private Task<UserChangeOutcome> DisableAsync(Person person, Person admin) =>
        ChangeAsync(users => users.DisableAsync(person.Account, ActorOf(admin), Ct));

    private Task<UserChangeOutcome> ChangeAsync(Func<UserAdministration, Task<UserChangeOutcome>> change) =>
        _core.AskAsync(change);
}

using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;

namespace IdpMfa.Core.Tests.Administration;

public sealed class PolicyAdministrationTests : IAsyncDisposable
{
    private static readonly TenantPolicy Enforced = TenantPolicy.Of(new Tenant { Id = "acme", Name = "Acme" }) with
    {
        Enforcement = MfaEnforcement.Enforced,
        EnrolmentProof = EnrolmentProof.None,
    };

    private readonly CoreFixture _core = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Tenant Acme => _core.Stores.State.Tenants[CoreFixture.Acme];

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Switching_enforcement_on_remembers_when_and_writes_old_and_new_down()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);

        Assert.Equal(
            PolicyOutcome.Saved,
            await ChangeAsync(alice, Enforced with { GracePeriod = TimeSpan.FromDays(7) })
        );

        Assert.Equal(
            (MfaEnforcement.Enforced, _core.Now, TimeSpan.FromDays(7)),
            (Acme.Enforcement, Acme.EnforcedSince, Acme.GracePeriod)
        );
        var change = _core.LastAudit(AuditCode.PolicyChanged);
        Assert.Equal("enforcement optional -> enforced; grace_period 00:00:00 -> 7.00:00:00", change.Detail);
        Assert.Equal((alice.Id.Value, CoreFixture.Acme), (change.Actor, change.TenantId));
    }

    [Fact]
    public async Task While_it_stays_on_the_moment_stays_and_off_forgets_it()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        await ChangeAsync(alice, Enforced);
        var since = Acme.EnforcedSince;
        _core.Clock.Advance(TimeSpan.FromDays(1));

        await ChangeAsync(alice, Enforced with { GracePeriod = TimeSpan.FromDays(7) });
        Assert.Equal(since, Acme.EnforcedSince);

        await ChangeAsync(alice, Enforced with { Enforcement = MfaEnforcement.Off });
        Assert.Null(Acme.EnforcedSince);
    }

    [Fact]
    public async Task The_same_policy_again_changes_and_writes_nothing()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        await ChangeAsync(alice, Enforced);

        Assert.Equal(PolicyOutcome.Unchanged, await ChangeAsync(alice, Enforced));

        Assert.Equal(1, _core.CountAudit(AuditCode.PolicyChanged));
    }

    [Fact]
    public async Task Who_enforces_mfa_must_have_it()
    {
        var alice = _core.AddUser("alice", isAdmin: true);

        Assert.Equal(PolicyOutcome.NeedsOwnMfa, await ChangeAsync(alice, Enforced));

        Assert.Equal(MfaEnforcement.Optional, Acme.Enforcement);
    }

    [Fact]
    public async Task Who_is_no_admin_any_more_changes_nothing()
    {
        var alice = await _core.EnrolAsync("alice");

        Assert.Equal(PolicyOutcome.NotAllowed, await ChangeAsync(alice, Enforced));

        Assert.Equal(MfaEnforcement.Optional, Acme.Enforcement);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task The_preview_counts_exactly_who_is_then_stopped(int graceDays)
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);
        Person[] others = [.. Enumerable.Range(0, 5).Select(number => _core.AddUser($"user{number}"))];
        await _core.EnrolAsync("dave");
        var disabled = _core.AddUser("erin");
        _core.Users.Change(disabled.Id, account => account with { IsDisabled = true });
        _core.SetTenant(new Tenant { Id = "globex", Name = "Globex" });
        _core.AddUser("carol", tenant: "globex");
        var wanted = Enforced with { GracePeriod = TimeSpan.FromDays(graceDays) };

        var effect = await _core.AskAsync<PolicyPreview, PolicyEffect?>(preview =>
            preview.ForeseeAsync(CoreFixture.Acme, wanted, Ct)
        );
        await ChangeAsync(alice, wanted);

        var led = new List<Person>();
        foreach (var person in others)
        {
            if (await _core.GivePasswordAsync(person) is PasswordOutcome.SetUpNeeded)
            {
                led.Add(person);
            }
        }

        Assert.Equal(7, effect!.Total);
        Assert.Equal(
            led.Select(person => person.Id),
            (graceDays == 0 ? effect.Stopped : effect.Asked).Select(user => user.Account.Id)
        );
        Assert.Empty(graceDays == 0 ? effect.Asked : effect.Stopped);
        Assert.Equal(5, led.Count);
    }

    [Fact]
    public async Task The_preview_changes_nothing()
    {
        await _core.EnrolAsync("alice", isAdmin: true);
        var before = _core.Stores.State;

        await _core.AskAsync<PolicyPreview, PolicyEffect?>(preview =>
            preview.ForeseeAsync(CoreFixture.Acme, Enforced, Ct)
        );

        Assert.Same(before, _core.Stores.State);
    }

    private Task<PolicyOutcome> ChangeAsync(Person admin, TenantPolicy policy) =>
        _core.AskAsync<PolicyAdministration, PolicyOutcome>(policies =>
            policies.ChangeAsync(CoreFixture.Acme, policy, admin.Id, Ct)
        );
}

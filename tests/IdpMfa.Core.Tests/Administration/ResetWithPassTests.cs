using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Mail;
using IdpMfa.Core.SetUp;

namespace IdpMfa.Core.Tests.Administration;

public sealed class ResetWithPassTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_reset_writes_the_reason_down_and_tells_the_user()
    {
        var (admin, bob) = (await _core.EnrolAsync("alice", isAdmin: true), await _core.EnrolAsync("bob"));

        await ResetAsync(bob, admin, "phone stolen", withPass: false);

        Assert.Equal("phone stolen", _core.LastAudit(AuditCode.MfaReset).Detail);
        var mail = Assert.Single(_core.Mails);
        Assert.Equal((MailKind.MfaReset, bob.Account.Email), (mail.Kind, mail.To));
    }

    [Fact]
    public async Task The_pass_of_a_reset_proves_the_set_up_that_follows()
    {
        var (admin, bob) = (await _core.EnrolAsync("alice", isAdmin: true), await _core.EnrolAsync("bob"));

        var result = await ResetAsync(bob, admin, null, withPass: true);

        var pending = await _core.BeginSetUpAsync(bob);
        Assert.True(
            await _core.AskAsync<EnrolmentPasses, bool>(passes =>
                passes.TryRedeemAsync(pending, result.Pass!.ToDisplayString(), Ct)
            )
        );
        Assert.NotNull(_core.Reload(pending).ProvedAt);
    }

    [Fact]
    public async Task A_reset_that_is_refused_makes_no_pass_and_sends_no_mail()
    {
        var alice = await _core.EnrolAsync("alice", isAdmin: true);

        var result = await ResetAsync(alice, alice, null, withPass: true);

        Assert.Equal(new ResetMfaResult(ResetMfaOutcome.IsLastAdmin), result);
        Assert.Empty(_core.Mails);
        Assert.Empty(_core.Stores.State.EnrolmentPasses);
    }

    [Fact]
    public async Task Of_two_admins_who_reset_each_other_at_once_both_may_but_never_without_somebody_left()
    {
        var (alice, bob) = (
            await _core.EnrolAsync("alice", isAdmin: true),
            await _core.EnrolAsync("bob", isAdmin: true)
        );

        var results = await CoreFixture.AtOnceAsync(
            2,
            number => number == 0 ? ResetAsync(alice, bob, null, false) : ResetAsync(bob, alice, null, false)
        );

        // Who was reset sets MFA up anew and is an administrator all along.
        Assert.All(results, result => Assert.Equal(ResetMfaOutcome.Done, result.Outcome));
    }

    private Task<ResetMfaResult> ResetAsync(Person person, Person admin, string? reason, bool withPass) =>
        _core.AskAsync<MfaAdministration, ResetMfaResult>(administration =>
            administration.ResetMfaAsync(person.Account, new AdminActor(admin.Id), reason, withPass, Ct)
        );
}

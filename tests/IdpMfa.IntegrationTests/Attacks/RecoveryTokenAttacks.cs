using IdpMfa.Core.Audit;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>One token, many uses; tokens that should be dead; tokens that are made for others.</summary>
public sealed class RecoveryTokenAttacks
{
    private const int AtOnce = 50;

    [Fact]
    public async Task Attack_04_Of_fifty_uses_of_one_recovery_token_at_once_exactly_one_succeeds()
    {
        await using var host = await AttackSteps.StartAsync(maxFailures: 100);
        var steps = await host.OpenCodeStepsAsync(AtOnce);

        var answers = await steps.TypeAtOnceAsync(People.AliceToken);

        Assert.Equal(1, answers.CountAccepted());
        await AssertWasUsedOnceAsync(host);
        Assert.True(await host.CanSignInAsync("alice", host.CodeOf(People.AliceKey)));
    }

    [Fact]
    public async Task Attack_04_Fifty_uses_spread_over_two_servers_on_one_database_succeed_once()
    {
        await using var host = await AttackSteps.StartAsync(maxFailures: 100);
        await using var second = await host.StartSecondNodeAsync();
        var steps = await host.OpenCodeStepsAsync(AtOnce);
        var moved = steps
            .Skip(AtOnce / 2)
            .Select(step => step with { Browser = second.OpenBrowser(step.Browser.Cookies) });

        var answers = await steps.Take(AtOnce / 2).Concat(moved).TypeAtOnceAsync(People.AliceToken);

        Assert.Equal(1, answers.CountAccepted());
        await AssertWasUsedOnceAsync(host);
    }

    [Fact]
    public async Task Attack_04_Fifty_uses_from_one_pending_sign_in_make_one_session()
    {
        // A double click gets the same answer twice (contract, section 11): no second acceptance, and no second session.
        await using var host = await AttackSteps.StartAsync(maxFailures: 100);
        var steps = (await host.OpenCodeStepAsync()).Copy(AtOnce);

        var answers = await steps.TypeAtOnceAsync(People.AliceToken);

        Assert.InRange(answers.CountAccepted(), 1, AtOnce);
        Assert.Equal(1, await host.QueryAsync(db => db.Set<Session>().CountAsync()));
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.SessionStarted));
        await AssertWasUsedOnceAsync(host);
    }

    [Fact]
    public async Task Attack_33_Opening_the_address_makes_no_token()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        var before = await DatabaseSnapshot.TakeAsync(host, DatabaseSnapshot.OfPages);

        var page = await browser.OpenAsync("/profile/mfa/recovery-token?Input.PreparedTokens=x");

        Assert.Equal(("/profile/mfa", null), (page.Path, page.DataOf("data-recovery-token")));
        Assert.Equal(before, await DatabaseSnapshot.TakeAsync(host, DatabaseSnapshot.OfPages));
    }

    [Fact]
    public async Task Attack_33_A_session_that_gave_no_factor_gets_no_token()
    {
        await using var host = await IdpHost.StartAsync();
        var elsewhere = host.OpenBrowser();
        await elsewhere.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        var form = await elsewhere.OpenAsync("/account/logout");
        var (_, token) = await host.EnrolAsync("bob");

        form.MainForm.SetAttribute("action", "/profile/mfa/recovery-token");
        var posted = await elsewhere.SubmitAsync(form, ("Input.Password", People.Password));

        Assert.Equal(("/account/login", null), (posted.Path, posted.DataOf("data-recovery-token")));
        Assert.True(await host.CanSignInAsync("bob", token));
    }

    [Fact]
    public async Task Attack_33_A_session_that_is_not_fresh_gets_no_token()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        var form = await browser.OpenAsync("/profile/mfa");
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        var posted = await browser.SubmitAsync(form, ("Input.Password", People.Password));

        Assert.Equal(("/account/login", null), (posted.Path, posted.DataOf("data-recovery-token")));
        Assert.True(await host.CanSignInAsync("alice", People.AliceToken));
    }

    [Fact]
    public async Task Attack_33_Of_two_that_are_made_at_once_exactly_one_works_and_it_was_shown_once()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        var copy = browser.Copy();
        var (oneTab, otherTab) = (await browser.OpenAsync("/profile/mfa"), await copy.OpenAsync("/profile/mfa"));

        var pages = await Task.WhenAll(browser.SubmitAsync(oneTab), copy.SubmitAsync(otherTab));

        var shown = pages.Select(page => page.DataOf("data-recovery-token")).OfType<string>().ToList();
        var again = await browser.OpenAsync("/profile/mfa/recovery-token");
        Assert.All(shown, token => Assert.DoesNotContain(token, again.Html));
        var works = new List<bool>();
        foreach (var token in shown.Append(People.AliceToken))
        {
            works.Add(await host.CanSignInAsync("alice", token));
        }

        Assert.Single(works, worked => worked);
        Assert.False(works[^1]);
    }

    [Fact]
    public async Task Attack_34_A_used_token_is_refused_and_the_user_may_make_a_new_one()
    {
        // A new one is offered and not issued by itself (contract, sections 1 and 8): the sign-in goes straight on.
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", People.AliceToken);

        var again = await host.CanSignInAsync("alice", People.AliceToken);
        var made = await browser.SubmitAsync(await browser.OpenAsync("/profile/mfa"));

        Assert.False(again);
        var refusal = Assert.Single(await host.ListAuditAsync(AuditCode.SecondFactorRefused));
        Assert.Equal(AuditReason.UsedRecoveryToken, refusal.Reason);
        Assert.True(await host.CanSignInAsync("alice", made.DataOf("data-recovery-token")!));
    }

    [Fact]
    public async Task Attack_34_A_token_is_dead_after_a_newer_one_was_made()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));

        await browser.SubmitAsync(await browser.OpenAsync("/profile/mfa"));

        Assert.False(await host.CanSignInAsync("alice", People.AliceToken));
    }

    [Fact]
    public async Task Attack_34_A_token_is_dead_after_setting_up_again()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));

        await browser.ConfirmSetUpAsync(host, await browser.OpenAsync("/account/mfa/setup"));

        Assert.False(await host.CanSignInAsync("alice", People.AliceToken));
    }

    [Fact]
    public async Task Attack_34_A_token_is_dead_after_MFA_was_disabled_and_enabled_anew()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        var profile = await browser.OpenAsync("/profile/mfa");

        await browser.SubmitAsync(profile, profile.FormOf("form[action='/profile/mfa/disable']"));
        var stored = await host.QueryAsync(db => db.Set<StoredRecoveryToken>().CountAsync());
        await host.EnrolAsync("alice");

        Assert.Equal(0, stored);
        Assert.False(await host.CanSignInAsync("alice", People.AliceToken));
    }

    [Fact]
    public async Task Attack_34_A_token_is_dead_after_Reset_MFA()
    {
        await using var host = await IdpHost.StartAsync();
        var (_, token) = await host.EnrolAsync("carol");

        await host.ResetMfaAsync("carol");
        await host.EnrolAsync("carol");

        Assert.False(await host.CanSignInAsync("carol", token));
    }

    private static async Task AssertWasUsedOnceAsync(IdpHost host)
    {
        var accepted = Assert.Single(await host.ListAuditAsync(AuditCode.SecondFactorAccepted));
        Assert.Equal(AuditReason.Recovery, accepted.Reason);
        var stored = await host.QueryAsync(db => db.Set<StoredRecoveryToken>().ToListAsync());
        Assert.NotNull(Assert.Single(stored).UsedAt);
    }
}

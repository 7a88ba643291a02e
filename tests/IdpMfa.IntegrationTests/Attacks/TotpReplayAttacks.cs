using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>RFC 6238 §5.2: a code is accepted once.</summary>
public sealed class TotpReplayAttacks
{
    private const int AtOnce = 50;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Attack_05_A_code_is_refused_and_counted_the_second_time()
    {
        await using var host = await IdpHost.StartAsync();
        var steps = await host.OpenCodeStepsAsync(2);
        var code = host.CodeOf(People.AliceKey);
        await steps[0].TypeAsync(code);

        var replay = await steps[1].TypeAsync(code);

        Assert.NotNull(replay.Alert);
        await host.AssertIsRefusedAsync(steps[1].Browser);
        var refusal = Assert.Single(await host.ListAuditAsync(AuditCode.SecondFactorRefused));
        Assert.Equal(AuditReason.ReplayedCode, refusal.Reason);
        Assert.Equal(1, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Fact]
    public async Task Attack_05_Of_fifty_uses_of_one_code_at_once_exactly_one_succeeds_and_the_next_code_works()
    {
        await using var host = await AttackSteps.StartAsync(maxFailures: 100);
        var steps = await host.OpenCodeStepsAsync(AtOnce);

        var answers = await steps.TypeAtOnceAsync(host.CodeOf(People.AliceKey));

        Assert.Equal(1, answers.CountAccepted());
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.SecondFactorAccepted));
        host.Clock.Advance(Step);
        Assert.True(await host.CanSignInAsync("alice", host.CodeOf(People.AliceKey)));
    }

    [Fact]
    public async Task Attack_05_Fifty_uses_spread_over_two_servers_on_one_database_succeed_once()
    {
        await using var host = await AttackSteps.StartAsync(maxFailures: 100);
        await using var second = await host.StartSecondNodeAsync();
        var steps = await host.OpenCodeStepsAsync(AtOnce);
        var moved = steps
            .Skip(AtOnce / 2)
            .Select(step => step with { Browser = second.OpenBrowser(step.Browser.Cookies) });

        var answers = await steps.Take(AtOnce / 2).Concat(moved).TypeAtOnceAsync(host.CodeOf(People.AliceKey));

        Assert.Equal(1, answers.CountAccepted());
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.SecondFactorAccepted));
    }

    [Fact]
    public async Task Attack_05_An_older_code_is_refused_after_a_newer_one()
    {
        await using var host = await IdpHost.StartAsync();
        var steps = await host.OpenCodeStepsAsync(2);
        await steps[0].TypeAsync(host.CodeOf(People.AliceKey));

        var older = await steps[1].TypeAsync(host.CodeOf(People.AliceKey, steps: -1));

        Assert.NotNull(older.Alert);
        await host.AssertIsRefusedAsync(steps[1].Browser);
    }

    [Fact]
    public async Task Attack_05_A_used_code_is_refused_a_step_later_while_it_would_still_be_good()
    {
        await using var host = await IdpHost.StartAsync();
        var code = host.CodeOf(People.AliceKey);
        await host.SignInAsync("alice", code);

        host.Clock.Advance(Step);
        var replayed = await host.CanSignInAsync("alice", code);

        Assert.False(replayed);
    }

    [Fact]
    public async Task Attack_05_A_code_from_the_future_that_was_refused_is_worth_nothing_when_its_time_comes()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync();
        var future = host.CodeOf(People.AliceKey, steps: 3);
        var refused = await step.TypeAsync(future);

        host.Clock.Advance(3 * Step);
        var replayed = await host.CanSignInAsync("alice", future);

        Assert.NotNull(refused.Alert);
        Assert.False(replayed);
        host.Clock.Advance(Step);
        Assert.True(await host.CanSignInAsync("alice", host.CodeOf(People.AliceKey)));
    }

    [Fact]
    public async Task Attack_05_A_code_of_a_sign_in_is_worth_nothing_at_a_step_up()
    {
        await using var host = await IdpHost.StartAsync();
        var elsewhere = host.OpenBrowser();
        await elsewhere.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        var (key, _) = await host.EnrolAsync("bob");
        var code = host.CodeOf(key);
        await host.SignInAsync("bob", code);

        var stepUp = await elsewhere.OpenAsync(new RelyingParty(host, "vault").AuthorizeUrl());
        var replay = await elsewhere.SubmitAsync(stepUp, ("Input.Code", code));

        Assert.Equal("/account/mfa", stepUp.Path);
        Assert.NotNull(replay.Alert);
        Assert.Equal("interaction_required", await elsewhere.ProbeAsync(new RelyingParty(host, "vault")));
    }

    [Theory]
    [InlineData("carol")]
    [InlineData("bob")]
    public async Task Attack_05_The_code_that_confirmed_a_set_up_signs_nobody_in(string userName)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var setUp = await browser.GivePasswordAsync(new RelyingParty(host, "vault").AuthorizeUrl(), userName);
        var code = host.CodeOf(setUp.DataOf("data-mfa-key")!);
        await browser.SubmitAsync(setUp, ("Input.Code", code));

        var replayed = await host.CanSignInAsync(userName, code);

        Assert.False(replayed);
    }

    [Fact]
    public async Task Attack_05_The_code_that_confirmed_setting_up_again_signs_nobody_in()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        var setUp = await browser.OpenAsync("/account/mfa/setup");
        var code = host.CodeOf(setUp.DataOf("data-mfa-key")!);
        await browser.SubmitAsync(setUp, ("Input.Code", code));

        var replayed = await host.CanSignInAsync("alice", code);

        Assert.False(replayed);
    }
}

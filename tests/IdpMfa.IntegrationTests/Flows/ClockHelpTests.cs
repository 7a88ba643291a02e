using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class ClockHelpTests
{
    [Theory]
    [InlineData(-8, "4 minutes slow")]
    [InlineData(8, "4 minutes fast")]
    [InlineData(-2, "1 minute slow")]
    [InlineData(30, "15 minutes fast")]
    public async Task When_the_phones_clock_is_off_the_MFA_step_says_by_how_much_and_how_to_mend_it(
        int steps,
        string words
    )
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();

        var refused = await browser.SignInAsync(
            new RelyingParty(host).AuthorizeUrl(),
            "alice",
            host.CodeOf(People.AliceKey, steps)
        );

        Assert.Contains(words, refused.Alert, StringComparison.Ordinal);
        Assert.Contains("Time correction for codes", refused.Alert, StringComparison.Ordinal);
        Assert.Contains("automatic date and time", refused.Alert, StringComparison.Ordinal);
        Assert.Equal(1, (await host.GetStateAsync("alice")).SecondFactorFailures);
        Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));
    }

    [Theory]
    [InlineData(-8, "4 minutes slow")]
    [InlineData(8, "4 minutes fast")]
    public async Task So_does_set_up_and_the_same_key_stays(int steps, string words)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var setUp = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "carol");
        var key = setUp.DataOf("data-mfa-key")!;

        var refused = await browser.SubmitAsync(setUp, ("Input.Code", host.CodeOf(key, steps)));

        Assert.Contains(words, refused.Alert, StringComparison.Ordinal);
        Assert.Equal(key, refused.DataOf("data-mfa-key"));
        Assert.NotNull((await browser.ConfirmSetUpAsync(host, refused)).DataOf("data-recovery-token"));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(-31)]
    public async Task A_code_that_is_further_off_is_refused_as_any_other(int steps)
    {
        await using var host = await IdpHost.StartAsync();
        var url = new RelyingParty(host).AuthorizeUrl();

        var far = await host.OpenBrowser().SignInAsync(url, "alice", host.CodeOf(People.AliceKey, steps));
        var wrong = await host.OpenBrowser().SignInAsync(url, "alice", host.WrongCodeOf(People.AliceKey));

        Assert.Equal(wrong.Alert, far.Alert);
    }

    [Fact]
    public async Task A_code_from_the_future_is_spent_over_a_restart_and_the_present_one_works_meanwhile()
    {
        await using var started = await IdpHost.StartAsync();
        var future = started.CodeOf(People.AliceKey, 4);
        await started.OpenBrowser().SignInAsync(new RelyingParty(started).AuthorizeUrl(), "alice", future);

        await using var host = await started.RestartAsync();
        var url = new RelyingParty(host).AuthorizeUrl();
        var now = await host.OpenBrowser().SignInAsync(url, "alice", host.CodeOf(People.AliceKey));
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var then = await host.OpenBrowser().SignInAsync(url, "alice", future);

        Assert.True(now.IsAtRelyingParty);
        Assert.NotNull(then.Alert);
        Assert.DoesNotContain("minute", then.Alert, StringComparison.Ordinal);
    }
}

using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Guessing, and ways round the count of guesses.</summary>
public sealed class LockAttacks
{
    private const int Max = 3;

    [Fact]
    public async Task Attack_06_After_too_many_wrong_codes_the_right_one_is_refused()
    {
        // No waiting time is named: time lifts no lock, the mailed link does, and the words are those of any refusal
        // (contract, sections 3 and 8).
        await using var host = await AttackSteps.StartAsync(Max);
        var step = await host.OpenCodeStepAsync();

        var refused = await step.Browser.GiveWrongCodesAsync(host, step.Page, Max);
        var right = await step.Browser.SubmitAsync(refused, ("Input.Code", host.CodeOf(People.AliceKey)));

        Assert.Equal(refused.Text, right.Text);
        var locked = Assert.Single(await host.ListAuditAsync(AuditCode.SignInLocked));
        Assert.Equal(AuditReason.TooManyCodes, locked.Reason);
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Fact]
    public async Task Attack_07_Fresh_cookies_each_time_do_not_help()
    {
        await using var host = await AttackSteps.StartAsync(Max);
        var steps = await host.OpenCodeStepsAsync(Max + 20);

        foreach (var step in steps.Take(Max + 19))
        {
            await step.TypeAsync(host.WrongCodeOf(People.AliceKey));
        }

        var right = await steps[^1].TypeAsync(host.CodeOf(People.AliceKey));
        var password = (await host.OpenCodeStepAsync()).Page;

        Assert.NotNull(right.Alert);
        Assert.Equal("/account/login", password.Path);
        Assert.Equal(Max, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Fact]
    public async Task Attack_07_At_the_hard_cap_the_factor_is_dead_whatever_lifts_the_locks()
    {
        await using var host = await AttackSteps.StartAsync(Max, "--IdpMfa:Lockout:FactorFailureCap", "9");
        for (var locks = 0; locks < 3; locks++)
        {
            var step = await host.OpenCodeStepAsync();
            await step.Browser.GiveWrongCodesAsync(host, step.Page, Max);
            await host.UnlockAsync("alice");
        }

        var right = await host.CanSignInAsync("alice", host.CodeOf(People.AliceKey));
        var recovered = await host.CanSignInAsync("alice", People.AliceToken);

        Assert.False(right);
        Assert.True(recovered);
    }

    [Fact]
    public async Task Attack_08_Of_two_hundred_wrong_codes_at_once_no_more_than_the_maximum_are_looked_at()
    {
        const int maximum = 10;
        await using var host = await AttackSteps.StartAsync(maximum);
        var pending = await host.OpenCodeStepsAsync(20);
        var steps = pending.SelectMany(step => step.Copy(10)).ToArray();

        await steps.TypeAtOnceAsync(host.WrongCodeOf(People.AliceKey));
        var right = await pending.TypeAtOnceAsync(host.CodeOf(People.AliceKey));

        var refusals = await host.ListAuditAsync(AuditCode.SecondFactorRefused);
        Assert.Equal(maximum, refusals.Count(refusal => refusal.Reason == AuditReason.WrongCode));
        Assert.Single(await host.ListAuditAsync(AuditCode.SignInLocked));
        Assert.Equal(0, right.CountAccepted());
        Assert.Equal(maximum, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Fact]
    public async Task Attack_08_The_right_code_never_slips_in_behind_the_wrong_ones()
    {
        const int rounds = 10;
        await using var host = await AttackSteps.StartAsync(Max);
        await using var second = await host.StartSecondNodeAsync();
        var accepted = 0;
        for (var round = 0; round < rounds; round++)
        {
            var step = await host.OpenCodeStepAsync();
            var moved = step with { Browser = second.OpenBrowser(step.Browser.Cookies) };
            await step.Copy(Max).TypeAtOnceAsync(host.WrongCodeOf(People.AliceKey));

            AtCodeStep[] late = [.. step.Copy(10), .. moved.Copy(10)];
            accepted += (await late.TypeAtOnceAsync(host.CodeOf(People.AliceKey))).CountAccepted();
            await host.UnlockAsync("alice");
            host.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(0, accepted);
        Assert.Equal(0, await host.CountAuditAsync(AuditCode.SecondFactorAccepted));
    }

    [Fact]
    public async Task Attack_09_A_lock_outlives_time_a_restart_and_holds_on_every_server()
    {
        await using var started = await AttackSteps.StartAsync(Max);
        await using var second = await started.StartSecondNodeAsync();
        var step = await started.OpenCodeStepAsync();
        await step.Browser.GiveWrongCodesAsync(started, step.Page, Max);

        var there = await second
            .OpenBrowser(step.Browser.Cookies)
            .SubmitAsync(step.Page, ("Input.Code", second.CodeOf(People.AliceKey)));
        await using var host = await started.RestartAsync();
        var pending = await host.OpenBrowser(step.Browser.Cookies)
            .SubmitAsync(step.Page, ("Input.Code", host.CodeOf(People.AliceKey)));
        host.Clock.Advance(TimeSpan.FromDays(3));
        var late = await host.OpenCodeStepAsync();

        Assert.NotNull(there.Alert);
        Assert.NotNull(pending.Alert);
        Assert.Equal("/account/login", late.Page.Path);
        await host.AssertIsRefusedAsync(late.Browser);
    }

    [Fact]
    public async Task Attack_10_Codes_recovery_tokens_and_anything_else_share_one_counter()
    {
        await using var host = await AttackSteps.StartAsync(Max);
        var step = await host.OpenCodeStepAsync();

        await step.TypeAsync(host.WrongCodeOf(People.AliceKey));
        await step.TypeAsync("0000-0000-0000-0000-0000-0000");
        await step.TypeAsync("neither");
        var right = await step.TypeAsync(People.AliceToken);

        Assert.NotNull(right.Alert);
        Assert.NotNull((await host.GetStateAsync("alice")).LockedAt);
    }

    [Fact]
    public async Task Attack_10_A_sign_in_and_a_step_up_share_one_counter()
    {
        await using var host = await AttackSteps.StartAsync(Max);
        var elsewhere = host.OpenBrowser();
        await elsewhere.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        var (key, _) = await host.EnrolAsync("bob");
        var stepUp = await elsewhere.OpenAsync(new RelyingParty(host, "vault").AuthorizeUrl());
        var signIn = await host.OpenCodeStepAsync("bob");

        await signIn.Browser.GiveWrongCodesAsync(host, signIn.Page, Max - 1, key);
        await elsewhere.GiveWrongCodesAsync(host, stepUp, 1, key);
        var (right, raised) = (
            await signIn.TypeAsync(host.CodeOf(key)),
            await elsewhere.SubmitAsync(stepUp, ("Input.Code", host.CodeOf(key)))
        );

        Assert.False(right.IsAtRelyingParty);
        Assert.False(raised.IsAtRelyingParty);
        Assert.NotNull((await host.GetStateAsync("bob")).LockedAt);
    }

    [Fact]
    public async Task Attack_10_The_sign_in_and_the_profile_share_the_counter_of_passwords()
    {
        await using var host = await AttackSteps.StartAsync(Max);
        var browser = await host.SignInAsync("alice", People.AliceToken);
        host.Clock.Advance(TimeSpan.FromHours(1));
        var (profile, setUp) = (await browser.OpenAsync("/profile/mfa"), await browser.OpenAsync("/account/mfa/setup"));

        await browser.SubmitAsync(profile, ("Input.Password", "wrong"));
        await browser.SubmitAsync(setUp, ("Input.Password", "wrong"));
        await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "alice", "wrong");
        var right = await browser.SubmitAsync(profile, ("Input.Password", People.Password));

        Assert.Null(right.DataOf("data-recovery-token"));
        Assert.NotNull((await host.GetStateAsync("alice")).LockedAt);
    }

    [Theory]
    [InlineData("alice", "ALICE", "alice@acme.test")]
    [InlineData(" alice", "alice  ", "Alice@ACME.test")]
    [InlineData("ａｌｉｃｅ", "ａlice", "alice")]
    public async Task Attack_10_Spellings_of_a_name_share_one_counter(params string[] spellings)
    {
        await using var host = await AttackSteps.StartAsync(Max);

        foreach (var spelling in spellings)
        {
            await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), spelling, "wrong");
        }

        Assert.Equal((Max, true), await ReadPasswordLockAsync(host));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "198.51.100.{0}")]
    [InlineData("Forwarded", "for=198.51.100.{0}")]
    [InlineData("X-Real-IP", "198.51.100.{0}")]
    [InlineData("X-Original-URL", "/profile?{0}")]
    [InlineData("User-Agent", "Browser/{0}")]
    public async Task Attack_11_No_header_that_changes_each_time_changes_the_count_or_what_is_asked(
        string header,
        string format
    )
    {
        await using var host = await AttackSteps.StartAsync(Max);
        var steps = await host.OpenCodeStepsAsync(Max + 1);

        for (var i = 0; i < Max; i++)
        {
            var value = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, i + 1);
            await PostCodeAsync(steps[i], host.WrongCodeOf(People.AliceKey), (header, value));
        }

        var right = await PostCodeAsync(steps[Max], host.CodeOf(People.AliceKey), (header, "127.0.0.1"));

        Assert.Equal(System.Net.HttpStatusCode.OK, right.StatusCode);
        Assert.NotNull((await host.GetStateAsync("alice")).LockedAt);
        Assert.DoesNotContain(await host.ListAuditAsync(), row => row.Address?.Contains("198.51.100") == true);
        await host.AssertIsRefusedAsync(steps[Max].Browser);
    }

    [Fact]
    public async Task Attack_12_A_right_password_between_wrong_codes_does_not_clear_their_count()
    {
        await using var host = await AttackSteps.StartAsync(Max);

        for (var i = 0; i < Max; i++)
        {
            var step = await host.OpenCodeStepAsync();
            await step.TypeAsync(host.WrongCodeOf(People.AliceKey));
        }

        Assert.NotNull((await host.GetStateAsync("alice")).LockedAt);
        Assert.Equal("/account/login", (await host.OpenCodeStepAsync()).Page.Path);
    }

    [Fact]
    public async Task Attack_12_Reloading_and_anothers_sign_in_do_not_clear_the_count()
    {
        await using var host = await AttackSteps.StartAsync(Max);
        var step = await host.OpenCodeStepAsync();

        for (var i = 0; i < Max; i++)
        {
            await step.TypeAsync(host.WrongCodeOf(People.AliceKey));
            await step.Browser.OpenAsync(step.Page.Address.PathAndQuery);
            await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        }

        Assert.NotNull((await host.GetStateAsync("alice")).LockedAt);
    }

    [Fact]
    public async Task Attack_12_Unlocking_between_wrong_codes_does_not_clear_the_factors_own_count()
    {
        await using var host = await AttackSteps.StartAsync(Max, "--IdpMfa:Lockout:FactorFailureCap", "6");

        for (var i = 0; i < 3; i++)
        {
            var step = await host.OpenCodeStepAsync();
            await step.Browser.GiveWrongCodesAsync(host, step.Page, Max - 1);
            await host.UnlockAsync("alice");
        }

        Assert.False(await host.CanSignInAsync("alice", host.CodeOf(People.AliceKey)));
    }

    [Fact]
    public async Task Attack_52_A_pending_sign_in_ends_with_the_lock_and_the_password_is_asked_for_again()
    {
        // Not time but the unlock lifts the lock (contract, section 3).
        await using var host = await AttackSteps.StartAsync(Max);
        var (early, step) = (await host.OpenCodeStepAsync(), await host.OpenCodeStepAsync());
        await step.Browser.GiveWrongCodesAsync(host, step.Page, Max);
        await host.UnlockAsync("alice");

        var pages = new[]
        {
            await early.TypeAsync(host.CodeOf(People.AliceKey)),
            await step.TypeAsync(host.CodeOf(People.AliceKey)),
        };

        Assert.All(pages, page => Assert.Equal("/account/login", page.Path));
        Assert.All(pages, page => Assert.NotNull(page.Notice));
        Assert.Equal(0, (await host.GetStateAsync("alice")).SecondFactorFailures);
        Assert.True(await host.CanSignInAsync("alice", host.CodeOf(People.AliceKey)));
    }

    private static async Task<(int Failures, bool IsLocked)> ReadPasswordLockAsync(IdpHost host)
    {
        var state = await host.GetStateAsync("alice");
        return (state.PasswordFailures, state.LockedAt is not null);
    }

    private static Task<HttpResponseMessage> PostCodeAsync(
        AtCodeStep step,
        string code,
        (string Name, string Value) header
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, step.Page.Address.PathAndQuery)
        {
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create("Input.Code", code),
                KeyValuePair.Create("i", step.Page.Interaction!),
                KeyValuePair.Create("__RequestVerificationToken", step.Page.AntiforgeryOf()),
            ]),
        };
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return step.Browser.SendAsync(request);
    }
}

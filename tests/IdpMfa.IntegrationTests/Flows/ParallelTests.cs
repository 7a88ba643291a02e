using System.Net;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Sessions;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>Fifty requests at the same moment, each from a pending sign-in of its own.</summary>
public sealed class ParallelTests
{
    private const int Requests = 50;

    [Fact]
    public async Task Of_fifty_uses_of_one_code_exactly_one_succeeds_and_the_next_code_works()
    {
        await using var host = await StartPatientAsync();
        var steps = await OpenCodeStepsAsync(host);

        var answers = await TypeAtOnceAsync(steps, host.CodeOf(People.AliceKey));

        AssertOneSucceeded(answers);
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.SecondFactorAccepted));
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await AssertSignsInAsync(host, host.CodeOf(People.AliceKey));
    }

    [Fact]
    public async Task Of_fifty_uses_of_one_recovery_token_exactly_one_succeeds_and_the_next_code_works()
    {
        await using var host = await StartPatientAsync();
        var steps = await OpenCodeStepsAsync(host);

        var answers = await TypeAtOnceAsync(steps, People.AliceToken);

        AssertOneSucceeded(answers);
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.SecondFactorAccepted));
        await AssertSignsInAsync(host, host.CodeOf(People.AliceKey));
    }

    [Fact]
    public async Task Fifty_wrong_codes_lock_and_no_more_than_the_maximum_are_looked_at()
    {
        await using var host = await IdpHost.StartAsync();
        var steps = await OpenCodeStepsAsync(host);

        var answers = await TypeAtOnceAsync(steps, host.WrongCodeOf(People.AliceKey));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var refusals = await host.ListAuditAsync(AuditCode.SecondFactorRefused);
        Assert.Equal(10, refusals.Count(refusal => refusal.Reason == AuditReason.WrongCode));
        Assert.Equal(40, refusals.Count(refusal => refusal.Reason == AuditReason.LockedOrBusy));
        Assert.Single(await host.ListAuditAsync(AuditCode.SignInLocked));
        var state = await host.GetStateAsync("alice");
        Assert.Equal((10, true), (state.SecondFactorFailures, state.LockedAt is not null));
        var right = await TypeAtOnceAsync(steps, host.CodeOf(People.AliceKey));
        Assert.DoesNotContain(right, answer => answer.StatusCode == HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Fifty_wrong_passwords_lock_and_no_more_than_the_maximum_are_looked_at()
    {
        await using var host = await IdpHost.StartAsync();
        var url = new RelyingParty(host).AuthorizeUrl();

        var pages = await Task.WhenAll(
            Enumerable.Range(0, Requests).Select(_ => host.OpenBrowser().GivePasswordAsync(url, "alice", "wrong"))
        );

        Assert.All(pages, page => Assert.Equal((HttpStatusCode.OK, pages[0].Text), (page.Status, page.Text)));
        var refusals = await host.ListAuditAsync(AuditCode.PasswordRefused);
        Assert.Equal(10, refusals.Count(refusal => refusal.Reason == AuditReason.WrongPassword));
        Assert.Single(await host.ListAuditAsync(AuditCode.SignInLocked));
    }

    [Fact]
    public async Task A_double_click_at_the_MFA_step_gets_the_same_session_and_is_accepted_once()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = (await OpenCodeStepsAsync(host, 1))[0];
        var copy = browser.Copy();
        var code = host.CodeOf(People.AliceKey);

        var answers = await Task.WhenAll(
            browser.PostAsync(step, ("Input.Code", code)),
            copy.PostAsync(step, ("Input.Code", code))
        );
        var (first, second) = (await browser.FollowAsync(answers[0]), await copy.FollowAsync(answers[1]));

        Assert.True(first.IsAtRelyingParty);
        Assert.True(second.IsAtRelyingParty);
        Assert.Equal(answers[0].Headers.Location, answers[1].Headers.Location);
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.SecondFactorAccepted));
        Assert.Equal(1, await host.QueryAsync(db => db.Set<Session>().CountAsync()));
        Assert.Equal(0, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Fact]
    public async Task A_double_click_after_the_first_answer_gets_the_same_session_and_is_accepted_once()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = (await OpenCodeStepsAsync(host, 1))[0];
        var copy = browser.Copy();
        var code = host.CodeOf(People.AliceKey);
        await browser.PostAsync(step, ("Input.Code", code));

        host.Clock.Advance(TimeSpan.FromSeconds(9));
        var second = await copy.SubmitAsync(step, ("Input.Code", code));

        Assert.True(second.IsAtRelyingParty);
        Assert.Null(await browser.ProbeAsync(new RelyingParty(host)));
        Assert.Null(await copy.ProbeAsync(new RelyingParty(host)));
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.SecondFactorAccepted));
        Assert.Equal(1, await host.QueryAsync(db => db.Set<Session>().CountAsync()));
    }

    [Fact]
    public async Task The_same_form_sent_later_than_a_double_click_gets_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = (await OpenCodeStepsAsync(host, 1))[0];
        var copy = browser.Copy();
        var code = host.CodeOf(People.AliceKey);
        await browser.PostAsync(step, ("Input.Code", code));

        host.Clock.Advance(TimeSpan.FromSeconds(11));
        var late = await copy.SubmitAsync(step, ("Input.Code", code));

        Assert.Equal("/account/login", late.Path);
        Assert.Equal("login_required", await copy.ProbeAsync(new RelyingParty(host)));
    }

    [Fact]
    public async Task A_replay_from_another_pending_sign_in_is_refused_and_counted()
    {
        await using var host = await IdpHost.StartAsync();
        var steps = await OpenCodeStepsAsync(host, 2);
        var code = host.CodeOf(People.AliceKey);
        await steps[0].Browser.SubmitAsync(steps[0].Step, ("Input.Code", code));

        var replay = await steps[1].Browser.SubmitAsync(steps[1].Step, ("Input.Code", code));

        Assert.NotNull(replay.Alert);
        Assert.Equal("login_required", await steps[1].Browser.ProbeAsync(new RelyingParty(host)));
        var refusal = Assert.Single(await host.ListAuditAsync(AuditCode.SecondFactorRefused));
        Assert.Equal(AuditReason.ReplayedCode, refusal.Reason);
        Assert.Equal(1, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Fact]
    public async Task A_code_of_the_window_before_is_refused_after_a_newer_one()
    {
        await using var host = await IdpHost.StartAsync();
        var steps = await OpenCodeStepsAsync(host, 2);
        await steps[0].Browser.SubmitAsync(steps[0].Step, ("Input.Code", host.CodeOf(People.AliceKey)));

        var older = await steps[1]
            .Browser.SubmitAsync(steps[1].Step, ("Input.Code", host.CodeOf(People.AliceKey, steps: -1)));

        Assert.NotNull(older.Alert);
    }

    [Fact]
    public async Task A_code_is_redeemed_by_one_of_fifty()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var callback = await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "bob");

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => app.RedeemAsync(callback)));

        Assert.InRange(answers.Count(answer => answer.HasTokens), 0, 1);
        Assert.DoesNotContain(answers, answer => (int)answer.Status >= 500);
    }

    private static Task<IdpHost> StartPatientAsync() =>
        IdpHost.StartAsync(new IdpHostSettings { Configuration = ["--IdpMfa:Lockout:MaxFailedAttempts", "100"] });

    private static async Task<(Browser Browser, Page Step)[]> OpenCodeStepsAsync(IdpHost host, int count = Requests)
    {
        var steps = new List<(Browser, Page)>();
        for (var i = 0; i < count; i++)
        {
            var browser = host.OpenBrowser();
            steps.Add((browser, await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "alice")));
        }

        return [.. steps];
    }

    private static Task<HttpResponseMessage[]> TypeAtOnceAsync((Browser Browser, Page Step)[] steps, string code) =>
        Task.WhenAll(steps.Select(step => Task.Run(() => step.Browser.PostAsync(step.Step, ("Input.Code", code)))));

    private static void AssertOneSucceeded(HttpResponseMessage[] answers)
    {
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        Assert.Equal(Requests - 1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
    }

    private static async Task AssertSignsInAsync(IdpHost host, string code)
    {
        var app = new RelyingParty(host);
        var callback = await host.OpenBrowser().SignInAsync(app.AuthorizeUrl(), "alice", code);
        Assert.True((await app.RedeemAsync(callback)).HasTokens);
    }
}

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
    public async Task A_code_is_redeemed_by_one_of_fifty()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var callback = await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "bob");

        var answers = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => app.RedeemAsync(callback)));

        Assert.InRange(answers.Count(answer => answer.HasTokens), 0, 1);
        Assert.DoesNotContain(answers, answer => (int)answer.Status >= 500);
    }

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
}

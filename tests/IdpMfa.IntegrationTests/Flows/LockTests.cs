using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class LockTests
{
    private const int Max = 3;

    [Fact]
    public async Task Too_many_wrong_passwords_lock_and_the_right_password_is_refused_after()
    {
        await using var host = await StartAsync();

        await GiveWrongPasswordsAsync(host, "alice", Max);
        var right = await GivePasswordAsync(host, "alice");

        Assert.Equal("/account/login", right.Path);
        Assert.NotNull(right.Alert);
        var locked = Assert.Single(await host.ListAuditAsync(AuditCode.SignInLocked));
        Assert.Equal(AuditReason.TooManyPasswords, locked.Reason);
    }

    [Fact]
    public async Task Every_refused_password_reads_the_same()
    {
        await using var host = await StartAsync();
        await host.DisableAsync("bob");
        await GiveWrongPasswordsAsync(host, "dave", Max);

        Page[] pages =
        [
            await GivePasswordAsync(host, "alice", "wrong"),
            await GivePasswordAsync(host, "nobody"),
            await GivePasswordAsync(host, "bob"),
            await GivePasswordAsync(host, "dave"),
        ];

        Assert.All(
            pages,
            page => Assert.Equal((pages[0].Status, pages[0].Path, pages[0].Text), (page.Status, page.Path, page.Text))
        );
    }

    [Fact]
    public async Task A_refused_code_leads_to_the_unlock_page_whether_locked_or_not()
    {
        await using var host = await StartAsync();
        var (browser, step) = await OpenCodeStepAsync(host);
        var wrong = host.WrongCodeOf(People.AliceKey);

        var first = await browser.SubmitAsync(step, ("Input.Code", wrong));
        await browser.GiveWrongCodesAsync(host, step, Max);
        var locked = await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));

        Assert.Null(step.Document.QuerySelector("a[href='/account/unlock']"));
        Assert.Equal("/account/unlock", first.HrefOf("a[href='/account/unlock']"));
        Assert.Equal((first.Path, first.Text), (locked.Path, locked.Text));
    }

    [Fact]
    public async Task A_right_code_clears_the_counter_and_a_right_password_does_not()
    {
        await using var host = await StartAsync();
        var (browser, step) = await OpenCodeStepAsync(host);
        await browser.GiveWrongCodesAsync(host, step, Max - 1);

        var (second, secondStep) = await OpenCodeStepAsync(host);
        var afterPassword = (await host.GetStateAsync("alice")).SecondFactorFailures;
        await second.SubmitAsync(secondStep, ("Input.Code", host.CodeOf(People.AliceKey)));
        var afterCode = (await host.GetStateAsync("alice")).SecondFactorFailures;

        Assert.Equal((Max - 1, 0), (afterPassword, afterCode));
    }

    [Fact]
    public async Task A_stranger_without_the_password_can_not_move_the_counter_of_the_second_factor()
    {
        await using var host = await StartAsync();
        var stranger = host.OpenBrowser();
        var login = await stranger.OpenAsync(new RelyingParty(host).AuthorizeUrl());
        login.MainForm.SetAttribute("action", $"/account/mfa?i={login.Interaction}");

        await GivePasswordAsync(host, "alice", "wrong");
        var page = await stranger.SubmitAsync(login, ("Input.Code", "123456"), ("Input.UserName", "alice"));

        Assert.Equal("/account/login", page.Path);
        Assert.Equal(0, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Fact]
    public async Task An_unlock_lets_the_user_in_again()
    {
        await using var host = await StartAsync();
        var (browser, step) = await OpenCodeStepAsync(host);
        await browser.GiveWrongCodesAsync(host, step, Max);

        await host.UnlockAsync("alice");
        var callback = await host.OpenBrowser()
            .SignInAsync(new RelyingParty(host).AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));

        Assert.True(callback.IsAtRelyingParty);
        Assert.Equal(0, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Fact]
    public async Task Time_lifts_no_lock_and_a_restart_neither()
    {
        await using var started = await StartAsync();
        await GiveWrongPasswordsAsync(started, "alice", Max);

        started.Clock.Advance(TimeSpan.FromDays(3));
        await using var host = await started.RestartAsync();
        var right = await GivePasswordAsync(host, "alice");

        Assert.Equal("/account/login", right.Path);
    }

    [Fact]
    public async Task Sessions_and_refresh_go_on_while_the_sign_in_is_locked()
    {
        await using var host = await StartAsync();
        var signedIn = host.OpenBrowser();
        var app = new RelyingParty(host);
        var tokens = await app.RedeemAsync(
            await signedIn.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey))
        );

        await GiveWrongPasswordsAsync(host, "alice", Max);

        Assert.NotNull((await host.GetStateAsync("alice")).LockedAt);
        Assert.Null(await signedIn.ProbeAsync(app));
        Assert.True((await app.RefreshAsync(tokens.RefreshToken)).HasTokens);
    }

    [Fact]
    public async Task A_disabled_users_session_and_refresh_token_are_dead()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);
        var tokens = await app.RedeemAsync(
            await browser.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey))
        );

        await host.DisableAsync("alice");

        Assert.Equal("login_required", await browser.ProbeAsync(app));
        Assert.Equal("invalid_grant", (await app.RefreshAsync(tokens.RefreshToken)).Error);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, await app.GetUserInfoStatusAsync(tokens.AccessToken));
    }

    private static Task<IdpHost> StartAsync() =>
        IdpHost.StartAsync(new IdpHostSettings { Configuration = ["--IdpMfa:Lockout:MaxFailedAttempts", $"{Max}"] });

    private static Task<Page> GivePasswordAsync(IdpHost host, string userName, string password = People.Password) =>
        host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), userName, password);

    private static async Task GiveWrongPasswordsAsync(IdpHost host, string userName, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await GivePasswordAsync(host, userName, "wrong");
        }
    }

    private static async Task<(Browser Browser, Page Step)> OpenCodeStepAsync(IdpHost host)
    {
        var browser = host.OpenBrowser();
        return (browser, await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "alice"));
    }
}

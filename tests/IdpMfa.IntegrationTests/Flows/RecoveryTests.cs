using IdpMfa.Core.Audit;
using IdpMfa.Core.Tenants;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class RecoveryTests
{
    [Fact]
    public async Task A_used_token_stays_used_over_a_restart()
    {
        await using var started = await IdpHost.StartAsync();
        await SignInByTokenAsync(started);

        await using var host = await started.RestartAsync();
        var second = await host.OpenBrowser()
            .SignInAsync(new RelyingParty(host).AuthorizeUrl(), "alice", People.AliceToken);

        Assert.NotNull(second.Alert);
    }

    [Fact]
    public async Task Signing_out_after_it_warns_and_signing_out_stays_the_main_action()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInByTokenAsync(host);

        var logout = await browser.OpenAsync("/account/logout");
        var done = await browser.SubmitAsync(logout);

        Assert.NotNull(logout.Alert);
        Assert.NotNull(logout.Document.QuerySelector("[role=alert] a[href='/profile/mfa']"));
        Assert.Null(done.Alert);
        Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));
    }

    [Fact]
    public async Task Once_a_new_token_was_made_signing_out_does_not_warn_and_the_new_one_works()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInByTokenAsync(host);

        var made = await MakeTokenAsync(browser);
        var logout = await browser.OpenAsync("/account/logout");
        await browser.SubmitAsync(logout);
        var next = await browser.SignInAsync(
            new RelyingParty(host).AuthorizeUrl(),
            "alice",
            made.DataOf("data-recovery-token")!
        );

        Assert.Null(logout.Alert);
        Assert.True(next.IsAtRelyingParty);
    }

    [Fact]
    public async Task A_new_token_replaces_the_one_before_and_is_shown_once()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var url = new RelyingParty(host).AuthorizeUrl();
        await browser.SignInAsync(url, "alice", host.CodeOf(People.AliceKey));

        var made = await MakeTokenAsync(browser);
        var reloaded = await browser.OpenAsync("/profile/mfa/recovery-token");
        var old = await host.OpenBrowser().SignInAsync(url, "alice", People.AliceToken);

        Assert.True(made.Response.Headers.CacheControl?.NoStore);
        Assert.Equal(("/profile/mfa", null), (reloaded.Path, reloaded.DataOf("data-recovery-token")));
        Assert.NotNull(old.Alert);
    }

    [Fact]
    public async Task The_form_for_a_new_token_posted_twice_shows_the_same_token()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInByTokenAsync(host);
        var profile = await browser.OpenAsync("/profile/mfa");

        var first = await browser.SubmitAsync(profile);
        var second = await browser.SubmitAsync(profile);

        Assert.NotNull(first.DataOf("data-recovery-token"));
        Assert.Equal(first.DataOf("data-recovery-token"), second.DataOf("data-recovery-token"));
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.RecoveryTokenIssued));
    }

    [Fact]
    public async Task A_stale_form_is_refused_and_the_newer_token_stays()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInByTokenAsync(host);
        var stale = await browser.OpenAsync("/profile/mfa");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var made = await MakeTokenAsync(browser);

        var refused = await browser.SubmitAsync(stale);

        Assert.NotNull(refused.Alert);
        Assert.Null(refused.DataOf("data-recovery-token"));
        var next = await host.OpenBrowser()
            .SignInAsync(new RelyingParty(host).AuthorizeUrl(), "alice", made.DataOf("data-recovery-token")!);
        Assert.True(next.IsAtRelyingParty);
    }

    [Fact]
    public async Task A_form_sent_again_after_its_token_was_used_shows_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInByTokenAsync(host);
        var profile = await browser.OpenAsync("/profile/mfa");
        await browser.SubmitAsync(profile);

        host.Clock.Advance(TimeSpan.FromSeconds(11));
        var again = await browser.SubmitAsync(profile);

        Assert.NotNull(again.Alert);
        Assert.Null(again.DataOf("data-recovery-token"));
    }

    [Fact]
    public async Task An_old_recovery_session_gives_the_password_once_more_and_a_wrong_one_is_charged()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInByTokenAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(2));
        var profile = await browser.OpenAsync("/profile/mfa");

        var none = await browser.SubmitAsync(profile);
        var wrong = await browser.SubmitAsync(profile, ("Input.Password", "wrong"));
        var charged = (await host.GetStateAsync("alice")).PasswordFailures;
        var right = await browser.SubmitAsync(profile, ("Input.Password", People.Password));

        Assert.NotNull(profile.Document.QuerySelector("input[autocomplete=current-password]"));
        Assert.Null(none.DataOf("data-recovery-token"));
        Assert.Null(wrong.DataOf("data-recovery-token"));
        Assert.Equal(1, charged);
        Assert.NotNull(right.DataOf("data-recovery-token"));
        Assert.Equal(0, (await host.GetStateAsync("alice")).PasswordFailures);
    }

    [Fact]
    public async Task Wrong_passwords_there_lock_too_and_the_right_one_is_refused_after()
    {
        await using var host = await IdpHost.StartAsync(
            new IdpHostSettings { Configuration = ["--IdpMfa:Lockout:MaxFailedAttempts", "2"] }
        );
        var browser = await SignInByTokenAsync(host);
        host.Clock.Advance(TimeSpan.FromHours(2));
        var profile = await browser.OpenAsync("/profile/mfa");

        await browser.SubmitAsync(profile, ("Input.Password", "wrong"));
        await browser.SubmitAsync(profile, ("Input.Password", "wrong"));
        var right = await browser.SubmitAsync(profile, ("Input.Password", People.Password));

        Assert.Null(right.DataOf("data-recovery-token"));
        Assert.NotNull((await host.GetStateAsync("alice")).LockedAt);
    }

    [Fact]
    public async Task Any_other_session_signs_in_again_first_and_a_forged_form_does_not_help()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.SignInAsync(new RelyingParty(host).AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        var fresh = await browser.OpenAsync("/profile/mfa");
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        var old = await browser.OpenAsync("/profile/mfa");
        var posted = await browser.SubmitAsync(fresh, ("Input.Password", People.Password));

        Assert.Null(old.Document.QuerySelector("form[action='/profile/mfa/recovery-token']"));
        Assert.NotNull(old.Document.QuerySelector("a[href^='/account/login']"));
        Assert.Equal(("/account/login", null), (posted.Path, posted.DataOf("data-recovery-token")));
    }

    [Fact]
    public async Task Where_a_token_does_not_satisfy_MFA_the_level_says_so_and_a_client_that_requires_it_asks_on()
    {
        await using var host = await IdpHost.StartAsync();
        await host.QueryAsync(db =>
            db.Set<Tenant>().ExecuteUpdateAsync(row => row.SetProperty(tenant => tenant.RecoverySatisfiesMfa, false))
        );
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);

        var callback = await browser.SignInAsync(app.AuthorizeUrl(), "alice", People.AliceToken);
        var claims = await Tokens.VerifyAsync(host, (await app.RedeemAsync(callback)).IdToken);
        var vault = await browser.OpenAsync(new RelyingParty(host, "vault").AuthorizeUrl());
        var raised = await browser.SubmitAsync(vault, ("Input.Code", host.CodeOf(People.AliceKey)));

        Assert.Equal("urn:idpmfa:acr:recovery", claims.Text("acr"));
        Assert.Equal("/account/mfa", vault.Path);
        Assert.True(raised.IsAtRelyingParty);
    }

    private static async Task<Browser> SignInByTokenAsync(IdpHost host)
    {
        var browser = host.OpenBrowser();
        await browser.SignInAsync(new RelyingParty(host).AuthorizeUrl(), "alice", People.AliceToken);
        return browser;
    }

    private static async Task<Page> MakeTokenAsync(Browser browser) =>
        await browser.SubmitAsync(await browser.OpenAsync("/profile/mfa"));
}

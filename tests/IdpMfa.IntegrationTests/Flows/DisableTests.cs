using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class DisableTests
{
    private const string Form = "form[action='/profile/mfa/disable']";

    [Fact]
    public async Task Where_MFA_is_optional_a_user_disables_it_and_then_needs_the_password_only()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var browser = await SignInAsync(host, "alice", host.CodeOf(People.AliceKey));

        var profile = await browser.OpenAsync("/profile/mfa");
        var done = await browser.SubmitAsync(profile, profile.FormOf(Form));
        var next = await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "alice");

        Assert.Equal("/profile/mfa", done.Path);
        Assert.NotNull(done.Notice);
        Assert.NotNull(done.Document.QuerySelector("a[href='/account/mfa/setup']"));
        Assert.True(next.IsAtRelyingParty);
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.MfaDisabled));
    }

    [Fact]
    public async Task A_double_click_ends_at_the_profile()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInAsync(host, "alice", host.CodeOf(People.AliceKey));
        var profile = await browser.OpenAsync("/profile/mfa");

        // Both clicks were sent with the cookie of the session that the first one ends.
        var second = browser.Copy();
        await browser.SubmitAsync(profile, profile.FormOf(Form));
        var answer = await second.PostAsync(profile, profile.FormOf(Form));
        var shown = await browser.FollowAsync(answer);

        Assert.Equal("/profile/mfa", shown.Path);
    }

    [Fact]
    public async Task The_session_that_did_it_loses_otp_and_mfa()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var browser = await SignInAsync(host, "alice", host.CodeOf(People.AliceKey));
        var profile = await browser.OpenAsync("/profile/mfa");

        await browser.SubmitAsync(profile, profile.FormOf(Form));
        var callback = await browser.OpenAsync(app.AuthorizeUrl());
        var claims = await Tokens.VerifyAsync(host, (await app.RedeemAsync(callback)).IdToken);

        Assert.Equal(["pwd"], claims.Amr());
        Assert.Equal("urn:idpmfa:acr:pwd", claims.Text("acr"));
    }

    [Fact]
    public async Task Other_sessions_and_refresh_tokens_end()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var other = host.OpenBrowser();
        var tokens = await app.RedeemAsync(
            await other.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey))
        );
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var browser = await SignInAsync(host, "alice", host.CodeOf(People.AliceKey));
        var profile = await browser.OpenAsync("/profile/mfa");

        await browser.SubmitAsync(profile, profile.FormOf(Form));

        Assert.Equal("login_required", await other.ProbeAsync(app));
        Assert.Equal("invalid_grant", (await app.RefreshAsync(tokens.RefreshToken)).Error);
        Assert.Null(await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task A_fresh_recovery_sign_in_may_disable_it_and_an_old_one_may_not()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInAsync(host, "alice", People.AliceToken);
        var fresh = await browser.OpenAsync("/profile/mfa");
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        var old = await browser.OpenAsync("/profile/mfa");
        var refused = await browser.SubmitAsync(fresh, fresh.FormOf(Form));

        Assert.Null(old.Document.QuerySelector(Form));
        Assert.Equal("/account/login", refused.Path);
        Assert.Equal(0, await host.CountAuditAsync(AuditCode.MfaDisabled));
    }

    [Fact]
    public async Task A_fresh_recovery_sign_in_disables_it_where_it_is_not_enforced()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInAsync(host, "alice", People.AliceToken);
        var profile = await browser.OpenAsync("/profile/mfa");

        await browser.SubmitAsync(profile, profile.FormOf(Form));

        Assert.Equal(1, await host.CountAuditAsync(AuditCode.MfaDisabled));
        Assert.Null((await browser.OpenAsync("/account/logout")).Alert);
    }

    [Fact]
    public async Task Where_MFA_is_enforced_the_form_is_absent_and_a_form_from_before_is_refused()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInAsync(host, "alice", host.CodeOf(People.AliceKey));
        var before = await browser.OpenAsync("/profile/mfa");
        await host.SetEnforcementAsync("acme", MfaEnforcement.Enforced);

        var after = await browser.OpenAsync("/profile/mfa");
        var refused = await browser.SubmitAsync(before, before.FormOf(Form));

        Assert.Null(after.Document.QuerySelector(Form));
        Assert.NotNull(refused.Alert);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal(0, await host.CountAuditAsync(AuditCode.MfaDisabled));
        Assert.Equal("enforced", Assert.Single(await host.ListAuditAsync(AuditCode.MfaDisableRefused)).Reason);
    }

    [Fact]
    public async Task Enabled_again_it_has_a_new_key_and_a_new_token()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await SignInAsync(host, "alice", host.CodeOf(People.AliceKey));
        var profile = await browser.OpenAsync("/profile/mfa");
        await browser.SubmitAsync(profile, profile.FormOf(Form));

        var setUp = await browser.OpenAsync("/account/mfa/setup");
        var done = await browser.ConfirmSetUpAsync(host, setUp);

        Assert.NotEqual(People.AliceKey, setUp.DataOf("data-mfa-key"));
        Assert.NotEqual(People.AliceToken, done.DataOf("data-recovery-token"));
        Assert.NotNull(done.DataOf("data-recovery-token"));
    }

    private static async Task<Browser> SignInAsync(IdpHost host, string userName, string code)
    {
        var browser = host.OpenBrowser();
        await browser.SignInAsync(new RelyingParty(host).AuthorizeUrl(), userName, code);
        return browser;
    }
}

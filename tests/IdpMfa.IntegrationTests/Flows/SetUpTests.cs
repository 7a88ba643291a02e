using IdpMfa.Core.Audit;
using IdpMfa.Core.Totp;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class SetUpTests
{
    [Fact]
    public async Task The_same_key_is_shown_on_reload()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await OpenSetUpAsync(host);

        var reloaded = await browser.OpenAsync(setUp.Address.PathAndQuery);

        Assert.NotNull(setUp.DataOf("data-mfa-key"));
        Assert.Equal(setUp.DataOf("data-mfa-key"), reloaded.DataOf("data-mfa-key"));
    }

    [Fact]
    public async Task The_page_shows_the_key_as_picture_link_and_text_and_takes_a_one_time_code()
    {
        await using var host = await IdpHost.StartAsync();

        var (_, setUp) = await OpenSetUpAsync(host);

        var key = setUp.DataOf("data-mfa-key")!;
        Assert.NotNull(setUp.Document.QuerySelector("form svg"));
        Assert.StartsWith($"otpauth://totp/Globex:carol?secret={key}", setUp.HrefOf("a[href^='otpauth:']"));
        Assert.NotNull(setUp.Document.QuerySelector("form input[autocomplete=one-time-code]"));
    }

    [Fact]
    public async Task A_wrong_code_changes_nothing_and_moves_no_lock_counter()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await OpenSetUpAsync(host);
        var key = setUp.DataOf("data-mfa-key")!;

        var refused = await browser.SubmitAsync(setUp, ("Input.Code", host.WrongCodeOf(key)));

        Assert.NotNull(refused.Alert);
        Assert.Equal(key, refused.DataOf("data-mfa-key"));
        Assert.Equal(0, await CountFactorsAsync(host));
        Assert.Equal(0, (await host.GetStateAsync("carol")).SecondFactorFailures);
        var next = await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "carol");
        Assert.Equal("/account/mfa/setup", next.Path);
    }

    [Fact]
    public async Task Twenty_wrong_codes_use_the_key_up_and_move_no_lock()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await OpenSetUpAsync(host);
        var key = setUp.DataOf("data-mfa-key")!;

        var nineteenth = await browser.GiveWrongCodesAsync(host, setUp, 19, key);
        var twentieth = await browser.GiveWrongCodesAsync(host, nineteenth, 1, key);
        var newKey = twentieth.DataOf("data-mfa-key")!;
        var old = await browser.SubmitAsync(twentieth, ("Input.Code", host.CodeOf(key)));
        var done = await browser.SubmitAsync(old, ("Input.Code", host.CodeOf(newKey)));

        Assert.Equal(key, nineteenth.DataOf("data-mfa-key"));
        Assert.NotEqual(key, newKey);
        Assert.Null(old.DataOf("data-recovery-token"));
        Assert.NotNull(done.DataOf("data-recovery-token"));
        var state = await host.GetStateAsync("carol");
        Assert.Equal((0, 0, null), (state.SecondFactorFailures, state.PasswordFailures, state.LockedAt));
    }

    [Fact]
    public async Task The_page_with_a_new_key_says_that_the_key_is_new()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await OpenSetUpAsync(host);
        var key = setUp.DataOf("data-mfa-key")!;

        var nineteenth = await browser.GiveWrongCodesAsync(host, setUp, 19, key);
        var twentieth = await browser.GiveWrongCodesAsync(host, nineteenth, 1, key);

        Assert.NotEqual(key, twentieth.DataOf("data-mfa-key"));
        Assert.NotEqual(nineteenth.Alert, twentieth.Alert);
    }

    [Fact]
    public async Task Of_two_set_ups_at_the_same_time_exactly_one_wins()
    {
        await using var host = await IdpHost.StartAsync();
        var (one, other) = (await OpenSetUpAsync(host), await OpenSetUpAsync(host));
        string[] keys = [one.SetUp.DataOf("data-mfa-key")!, other.SetUp.DataOf("data-mfa-key")!];

        var pages = await Task.WhenAll(
            one.Browser.ConfirmSetUpAsync(host, one.SetUp),
            other.Browser.ConfirmSetUpAsync(host, other.SetUp)
        );

        var winner = Array.FindIndex(pages, page => page.DataOf("data-recovery-token") is not null);
        Assert.Single(pages, page => page.DataOf("data-recovery-token") is not null);
        Assert.Equal("/account/login", pages[1 - winner].Path);
        Assert.Equal(1, await CountFactorsAsync(host));
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.NotNull((await SignInAsCarolAsync(host, keys[1 - winner])).Alert);
        Assert.True((await SignInAsCarolAsync(host, keys[winner])).IsAtRelyingParty);
    }

    [Fact]
    public async Task The_recovery_token_is_shown_once_and_works_once()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await OpenSetUpAsync(host);
        var app = new RelyingParty(host);

        var done = await browser.ConfirmSetUpAsync(host, setUp);
        var token = done.DataOf("data-recovery-token")!;
        var reloaded = await browser.OpenAsync(setUp.Address.PathAndQuery);
        var first = await host.OpenBrowser().SignInAsync(app.AuthorizeUrl(), "carol", token);
        var second = await host.OpenBrowser().SignInAsync(app.AuthorizeUrl(), "carol", token);

        Assert.DoesNotContain(token, reloaded.Html);
        Assert.True(first.IsAtRelyingParty);
        Assert.NotNull(second.Alert);
    }

    [Fact]
    public async Task A_double_click_on_confirm_shows_the_same_token()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await OpenSetUpAsync(host);

        var first = await browser.ConfirmSetUpAsync(host, setUp);
        var second = await browser.ConfirmSetUpAsync(host, setUp);

        Assert.NotNull(first.DataOf("data-recovery-token"));
        Assert.Equal(first.DataOf("data-recovery-token"), second.DataOf("data-recovery-token"));
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.MfaEnabled));
        Assert.True((await browser.OpenAsync(second.HrefOf("a[data-continue]"))).IsAtRelyingParty);
    }

    [Fact]
    public async Task A_double_click_whose_requests_run_at_the_same_time_shows_the_same_token()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await OpenSetUpAsync(host);
        var copy = browser.Copy();

        var pages = await Task.WhenAll(browser.ConfirmSetUpAsync(host, setUp), copy.ConfirmSetUpAsync(host, setUp));

        Assert.NotNull(pages[0].DataOf("data-recovery-token"));
        Assert.Equal(pages[0].DataOf("data-recovery-token"), pages[1].DataOf("data-recovery-token"));
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.MfaEnabled));
        Assert.Equal(1, await CountFactorsAsync(host));
    }

    [Fact]
    public async Task A_form_sent_again_later_shows_no_token()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await OpenSetUpAsync(host);
        await browser.ConfirmSetUpAsync(host, setUp);

        host.Clock.Advance(TimeSpan.FromSeconds(11));
        var later = await browser.ConfirmSetUpAsync(host, setUp);

        Assert.Null(later.DataOf("data-recovery-token"));
        Assert.Null(later.DataOf("data-mfa-key"));
    }

    [Fact]
    public async Task The_stored_key_is_neither_readable_nor_kept_with_the_pending_sign_in()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, setUp) = await OpenSetUpAsync(host);
        var key = setUp.DataOf("data-mfa-key")!;
        TotpSecret.TryParseBase32(key, out var secret);
        await browser.ConfirmSetUpAsync(host, setUp);

        var carol = (await host.FindUserAsync("carol")).Id;
        var stored = await host.QueryAsync(db => db.Set<TotpCredential>().SingleAsync(c => c.UserId == carol));
        var pending = await host.QueryAsync(db =>
            db.Set<Core.SignIn.PendingSignIn>().Where(p => p.UserId == carol).Select(p => p.SetUpKey).ToListAsync()
        );

        Assert.DoesNotContain(key, stored.Secret.Value);
        Assert.DoesNotContain(Convert.ToBase64String(secret!.Key).TrimEnd('='), stored.Secret.Value);
        Assert.Equal([null], pending);
    }

    [Fact]
    public async Task Set_up_from_the_profile_leads_back_there_with_a_raised_session()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        var profile = await browser.OpenAsync("/profile/mfa");

        var setUp = await browser.OpenAsync(profile.HrefOf("a[href='/account/mfa/setup']"));
        var done = await browser.ConfirmSetUpAsync(host, setUp);
        var back = await browser.OpenAsync(done.HrefOf("a[data-continue]"));

        Assert.Equal("/profile/mfa", back.Path);
        Assert.Null(await browser.ProbeAsync(new RelyingParty(host, "vault")));
    }

    [Fact]
    public async Task Set_up_from_the_profile_needs_a_recent_sign_in()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");

        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var page = await browser.OpenAsync("/account/mfa/setup");

        Assert.Equal(("/account/login", null), (page.Path, page.DataOf("data-mfa-key")));
    }

    [Fact]
    public async Task Enabling_leaves_the_users_other_sessions_and_asks_them_for_the_factor()
    {
        await using var host = await IdpHost.StartAsync();
        var elsewhere = host.OpenBrowser();
        var app = new RelyingParty(host);
        var tokens = await app.RedeemAsync(await elsewhere.GivePasswordAsync(app.AuthorizeUrl(), "bob"));

        var (key, _) = await host.EnrolAsync("bob");

        Assert.True((await app.RefreshAsync(tokens.RefreshToken)).HasTokens);
        Assert.Equal("interaction_required", await elsewhere.ProbeAsync(app));
        var step = await elsewhere.OpenAsync(app.AuthorizeUrl());
        Assert.Equal("/account/mfa", step.Path);
        Assert.True((await elsewhere.SubmitAsync(step, ("Input.Code", host.CodeOf(key)))).IsAtRelyingParty);
    }

    private static async Task<(Browser Browser, Page SetUp)> OpenSetUpAsync(IdpHost host)
    {
        var browser = host.OpenBrowser();
        return (browser, await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "carol"));
    }

    private static Task<Page> SignInAsCarolAsync(IdpHost host, string key) =>
        host.OpenBrowser().SignInAsync(new RelyingParty(host).AuthorizeUrl(), "carol", host.CodeOf(key));

    private static async Task<int> CountFactorsAsync(IdpHost host)
    {
        var carol = (await host.FindUserAsync("carol")).Id;
        return await host.QueryAsync(db => db.Set<TotpCredential>().CountAsync(c => c.UserId == carol));
    }
}

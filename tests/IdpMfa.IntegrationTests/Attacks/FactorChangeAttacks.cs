using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Totp;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Adding, replacing, showing and deleting factors with less than it takes.</summary>
public sealed class FactorChangeAttacks
{
    private static readonly (string Url, (string, string)[] Fields)[] Changes =
    [
        ("/account/mfa/setup", [("Input.Code", "123456")]),
        ("/account/mfa/setup?handler=Password", [("Input.Password", People.Password)]),
        ("/account/mfa/setup?handler=Later", []),
        ("/account/mfa/proof", [("Input.Code", "12345678")]),
        ("/account/mfa/proof?handler=Send", []),
        ("/profile/mfa/disable", []),
        ("/profile/mfa/recovery-token", [("Input.Password", People.Password)]),
    ];

    [Fact]
    public async Task Attack_17_The_password_alone_adds_shows_replaces_and_deletes_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync();
        var before = await ReadFactorsAsync(host);

        var pages = await SendChangesAsync(step.Browser, step.Page.AntiforgeryOf(), step.Page.Interaction!);

        Assert.All(pages, page => Assert.Contains(page.Path, new[] { "/account/login", "/account/mfa" }));
        Assert.All(pages, page => Assert.Null(page.DataOf("data-mfa-key") ?? page.DataOf("data-recovery-token")));
        Assert.Equal(before, await ReadFactorsAsync(host));
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Fact]
    public async Task Attack_17_A_session_from_before_MFA_was_enabled_changes_nothing_without_the_code()
    {
        await using var host = await IdpHost.StartAsync();
        var weak = host.OpenBrowser();
        await weak.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        var antiforgery = (await weak.OpenAsync("/account/logout")).AntiforgeryOf();
        await host.EnrolAsync("bob");
        var before = await ReadFactorsAsync(host);

        var pages = await SendChangesAsync(weak, antiforgery, "");

        Assert.All(pages, page => Assert.Null(page.DataOf("data-mfa-key") ?? page.DataOf("data-recovery-token")));
        Assert.Equal(before, await ReadFactorsAsync(host));
        Assert.Equal("/account/mfa", (await weak.OpenAsync("/account/mfa/setup")).Path);
    }

    [Fact]
    public async Task Attack_17_A_set_up_that_began_before_another_one_won_adds_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var thief = host.OpenBrowser();
        var setUp = await thief.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "carol");
        await host.EnrolAsync("carol");
        var before = await ReadFactorsAsync(host);

        var late = await thief.ConfirmSetUpAsync(host, setUp);

        Assert.Equal(("/account/login", null), (late.Path, late.DataOf("data-recovery-token")));
        Assert.Equal(before, await ReadFactorsAsync(host));
        await host.AssertIsRefusedAsync(thief);
    }

    [Fact]
    public async Task Attack_20_After_activation_no_page_log_or_audit_row_holds_the_key_in_any_form()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var setUp = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "carol");
        var key = setUp.DataOf("data-mfa-key")!;
        await browser.ConfirmSetUpAsync(host, setUp);
        TotpSecret.TryParseBase32(key, out var secret);
        string[] forms =
        [
            key,
            Convert.ToHexString(secret!.Key),
            Convert.ToBase64String(secret.Key).TrimEnd('='),
            "otpauth://totp/Globex:carol?secret=" + key,
        ];

        var texts = new List<string> { host.Log.Text, string.Join('\n', await host.ListAuditAsync()) };
        foreach (var path in host.ListPaths())
        {
            texts.Add((await browser.OpenAsync(path)).Html.Replace(" ", "", StringComparison.Ordinal));
            texts.Add((await browser.OpenAsync($"{path}?i={setUp.Interaction}")).Html);
        }

        Assert.All(
            texts,
            text => Assert.All(forms, form => Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase))
        );
        foreach (var form in forms)
        {
            Assert.False(await DatabaseSnapshot.HoldsAsync(host, form));
        }
    }

    [Fact]
    public async Task Attack_20_A_key_is_shown_without_third_parties_and_kept_by_no_cache()
    {
        // Opening the page shows a key that is nobody's yet (contract, section 8: the profile links to it); it takes a fresh
        // session, and nothing is changed before its code is posted.
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var setUp = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "carol");

        var done = await browser.ConfirmSetUpAsync(host, setUp);

        Assert.True(setUp.Response.Headers.CacheControl?.NoStore);
        Assert.True(done.Response.Headers.CacheControl?.NoStore);
        Assert.NotNull(setUp.Document.QuerySelector("form svg"));
        Assert.All(
            setUp.Document.QuerySelectorAll("[src], link[href]"),
            element => Assert.StartsWith("/", element.GetAttribute("src") ?? element.GetAttribute("href"))
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Attack_21_A_set_up_without_a_right_code_activates_nothing(bool isCancelled)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var setUp = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "carol");
        var before = await ReadFactorsAsync(host);

        await browser.SubmitAsync(setUp, ("Input.Code", host.WrongCodeOf(People.AliceKey)));
        if (isCancelled)
        {
            await browser.SubmitAsync(setUp, setUp.FormOf("form[action*=Cancel]"));
        }

        Assert.Equal(before, await ReadFactorsAsync(host));
        Assert.False(await host.CanSignInAsync("carol", host.CodeOf(setUp.DataOf("data-mfa-key")!)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Attack_21_Setting_up_again_without_a_right_code_leaves_the_old_factor_and_token(bool isCancelled)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        var before = await ReadFactorsAsync(host);

        var setUp = await browser.OpenAsync("/account/mfa/setup");
        await browser.SubmitAsync(setUp, ("Input.Code", host.WrongCodeOf(People.AliceKey)));
        if (isCancelled)
        {
            await browser.SubmitAsync(setUp, setUp.FormOf("form[action*=Cancel]"));
        }

        Assert.Equal(before, await ReadFactorsAsync(host));
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await host.CanSignInAsync("alice", host.CodeOf(People.AliceKey)));
        Assert.True(await host.CanSignInAsync("alice", People.AliceToken));
    }

    [Fact]
    public async Task Attack_24_A_session_that_is_not_fresh_disables_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        var antiforgery = (await browser.OpenAsync("/profile/mfa")).AntiforgeryOf();
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        await AssertDisablesNothingAsync(host, browser, antiforgery);
    }

    [Fact]
    public async Task Attack_24_A_session_that_only_gave_the_password_again_disables_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        var antiforgery = (await browser.OpenAsync("/profile/mfa")).AntiforgeryOf();
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        await browser.GivePasswordAsync("/account/login", "alice");

        await AssertDisablesNothingAsync(host, browser, antiforgery);
    }

    [Fact]
    public async Task Attack_24_A_session_that_only_gave_the_code_again_disables_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var elsewhere = host.OpenBrowser();
        await elsewhere.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        var antiforgery = (await elsewhere.OpenAsync("/account/logout")).AntiforgeryOf();
        var (key, _) = await host.EnrolAsync("bob");
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var stepUp = await elsewhere.OpenAsync(new RelyingParty(host, "vault").AuthorizeUrl());
        var raised = await elsewhere.SubmitAsync(stepUp, ("Input.Code", host.CodeOf(key)));

        Assert.True(raised.IsAtRelyingParty);
        await AssertDisablesNothingAsync(host, elsewhere, antiforgery);
    }

    [Fact]
    public async Task Attack_24_A_replayed_code_makes_no_session_fresh_enough_to_disable()
    {
        await using var host = await IdpHost.StartAsync();
        var elsewhere = host.OpenBrowser();
        await elsewhere.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        var antiforgery = (await elsewhere.OpenAsync("/account/logout")).AntiforgeryOf();
        var (key, _) = await host.EnrolAsync("bob");
        await host.SignInAsync("bob", host.CodeOf(key));
        var stepUp = await elsewhere.OpenAsync("/account/mfa");
        await elsewhere.SubmitAsync(stepUp, ("Input.Code", host.CodeOf(key)));

        await AssertDisablesNothingAsync(host, elsewhere, antiforgery);
    }

    [Theory]
    [InlineData("alice", People.AliceKey)]
    [InlineData("alice", People.AliceToken)]
    public async Task Attack_24_Where_MFA_is_enforced_nobody_disables_it(string userName, string keyOrToken)
    {
        await using var host = await IdpHost.StartAsync();
        var code = keyOrToken == People.AliceKey ? host.CodeOf(keyOrToken) : keyOrToken;
        var browser = await host.SignInAsync(userName, code);
        var antiforgery = (await browser.OpenAsync("/profile/mfa")).AntiforgeryOf();
        await host.SetEnforcementAsync("acme", MfaEnforcement.Enforced);

        await AssertDisablesNothingAsync(host, browser, antiforgery);
    }

    [Fact]
    public async Task Attack_24_An_old_sign_in_by_recovery_token_disables_nothing_even_with_the_password()
    {
        // A fresh one may, where MFA is not enforced (contract, section 1; issue 3, point 6): the phone may be gone for good.
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", People.AliceToken);
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        var antiforgery = (await browser.OpenAsync("/profile/mfa")).AntiforgeryOf();

        await AssertDisablesNothingAsync(host, browser, antiforgery);
    }

    [Fact]
    public async Task Attack_24_A_fresh_sign_in_disables_and_the_user_is_told()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        var profile = await browser.OpenAsync("/profile/mfa");

        await browser.SubmitAsync(profile, profile.FormOf("form[action='/profile/mfa/disable']"));

        var alice = (await host.FindUserAsync("alice")).Id;
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.MfaDisabled));
        Assert.Equal(
            1,
            await host.QueryAsync(db =>
                db.Set<OutboxMail>().CountAsync(mail => mail.UserId == alice && mail.Kind == MailKind.MfaDisabled)
            )
        );
    }

    /// <summary>Enabling leaves the other sessions and asks them for the factor (contract, sections 1 and 11).</summary>
    [Fact]
    public async Task Attack_26_A_session_from_before_MFA_was_enabled_proves_no_more_than_it_did()
    {
        await using var host = await IdpHost.StartAsync();
        var elsewhere = host.OpenBrowser();
        var app = new RelyingParty(host);
        await elsewhere.GivePasswordAsync(app.AuthorizeUrl(), "bob");

        await host.EnrolAsync("bob");

        Assert.Equal("interaction_required", await elsewhere.ProbeAsync(app));
        Assert.Equal("/account/mfa", (await elsewhere.OpenAsync(app.AuthorizeUrl())).Path);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("set up again")]
    [InlineData("reset")]
    public async Task Attack_26_Sessions_and_refresh_tokens_from_before_a_change_are_dead_at_once(string change)
    {
        await using var host = await IdpHost.StartAsync();
        await host.EnrolAsync("carol");
        var (key, _) = await host.EnrolAsync("bob");
        var (here, elsewhere) = (await host.SignInAsync("bob", host.CodeOf(key)), host.OpenBrowser());
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var app = new RelyingParty(host);
        var tokens = await app.RedeemAsync(await elsewhere.SignInAsync(app.AuthorizeUrl(), "bob", host.CodeOf(key)));
        var waiting = await elsewhere.OpenAsync(app.AuthorizeUrl());

        await ChangeAsync(host, here, change);

        Assert.Equal("login_required", await elsewhere.ProbeAsync(app));
        Assert.Equal("/account/login", (await elsewhere.OpenAsync("/profile")).Path);
        Assert.Equal("invalid_grant", (await app.RefreshAsync(tokens.RefreshToken)).Error);
        Assert.Equal("invalid_grant", (await app.RedeemAsync(waiting)).Error);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, await app.GetUserInfoStatusAsync(tokens.AccessToken));
    }

    private static async Task ChangeAsync(IdpHost host, Browser browser, string change)
    {
        switch (change)
        {
            case "disable":
                var profile = await browser.OpenAsync("/profile/mfa");
                await browser.SubmitAsync(profile, profile.FormOf("form[action='/profile/mfa/disable']"));
                break;
            case "set up again":
                await browser.ConfirmSetUpAsync(host, await browser.OpenAsync("/account/mfa/setup"));
                break;
            default:
                await host.ResetMfaAsync("bob");
                break;
        }
    }

    private static async Task<List<Page>> SendChangesAsync(Browser browser, string antiforgery, string interaction)
    {
        var pages = new List<Page>();
        foreach (var (url, fields) in Changes)
        {
            using var answer = await browser.PostAsync(url, antiforgery, [.. fields, ("i", interaction)]);
            pages.Add(await browser.FollowAsync(answer));
            pages.Add(await browser.OpenAsync(url));
        }

        return pages;
    }

    private static async Task AssertDisablesNothingAsync(IdpHost host, Browser browser, string antiforgery)
    {
        var before = await ReadFactorsAsync(host);

        using var answer = await browser.PostAsync("/profile/mfa/disable", antiforgery);

        Assert.NotEqual("/profile/mfa?notice=disabled", answer.Headers.Location?.OriginalString);
        Assert.Equal(before, await ReadFactorsAsync(host));
        Assert.Equal(0, await host.CountAuditAsync(AuditCode.MfaDisabled));
        Assert.Equal(1, await host.CountAuditAsync(AuditCode.MfaDisableRefused));
    }

    private static async Task<string> ReadFactorsAsync(IdpHost host)
    {
        var factors = await host.QueryAsync(db =>
            db.Set<TotpCredential>().AsNoTracking().OrderBy(factor => factor.Id).ToListAsync()
        );
        var tokens = await host.QueryAsync(db =>
            db.Set<Core.Recovery.StoredRecoveryToken>().AsNoTracking().OrderBy(token => token.Id).ToListAsync()
        );
        return string.Join(
            '\n',
            factors
                .Select(factor => $"{factor.Id} {factor.UserId.Value} {factor.Secret.Value}")
                .Concat(tokens.Select(token => $"{token.Id} {token.UserId.Value} {token.UsedAt}"))
        );
    }
}

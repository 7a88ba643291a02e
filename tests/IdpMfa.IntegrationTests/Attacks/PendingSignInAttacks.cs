using System.Buffers.Text;
using System.Net;
using IdpMfa.Core.Audit;
using IdpMfa.Core.SignIn;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Server.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Between password and code: what the password alone must not open, and whose sign-in it is.</summary>
public sealed class PendingSignInAttacks
{
    [Theory]
    [InlineData("/connect/authorize?i={0}")]
    [InlineData("/account/login?i={0}")]
    [InlineData("/account/mfa/setup?i={0}")]
    [InlineData("/account/mfa/proof?i={0}")]
    [InlineData("/profile")]
    [InlineData("/profile/mfa")]
    public async Task Attack_03_Whoever_ignores_the_refusal_and_goes_on_gets_nothing(string next)
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync();
        var url = string.Format(System.Globalization.CultureInfo.InvariantCulture, next, step.Page.Interaction);

        await step.TypeAsync(host.WrongCodeOf(People.AliceKey));
        var opened = await step.Browser.OpenAsync(url);
        using var posted = await step.Browser.PostAsync(url, step.Page.AntiforgeryOf());

        Assert.False(opened.IsAtRelyingParty);
        Assert.Contains(opened.Path, new[] { "/account/login", "/account/mfa" });
        Assert.DoesNotContain("code=", posted.Headers.Location?.OriginalString ?? "");
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("carol")]
    public async Task Attack_13_Anothers_code_and_token_are_refused_counted_and_stay_unused(string attacker)
    {
        // The same user name in two tenants does not occur: user names are unique over the whole server (contract, section
        // 1). Carol is a user of another tenant.
        await using var host = await IdpHost.StartAsync();
        var (key, token) = await host.EnrolAsync(attacker);
        var step = await host.OpenCodeStepAsync();

        var byCode = await step.TypeAsync(host.CodeOf(key));
        var byToken = await step.TypeAsync(token);

        Assert.NotNull(byCode.Alert);
        Assert.NotNull(byToken.Alert);
        Assert.Equal(2, (await host.GetStateAsync("alice")).SecondFactorFailures);
        Assert.Equal(0, (await host.GetStateAsync(attacker)).SecondFactorFailures);
        Assert.True(await host.CanSignInAsync(attacker, host.CodeOf(key)));
        Assert.True(await host.CanSignInAsync(attacker, token));
    }

    [Fact]
    public async Task Attack_14_No_mixture_of_two_users_cookies_forms_and_request_signs_the_other_one_in()
    {
        await using var host = await IdpHost.StartAsync();
        var (victim, attacker) = (await host.OpenCodeStepAsync("alice"), await host.OpenCodeStepAsync("dave"));

        // Each of pending cookie, antiforgery pair and request key is the victim's or the attacker's; the code is the attacker's.
        for (var mix = 0; mix < 8; mix++)
        {
            AtCodeStep Side(int bit) => (mix & (1 << bit)) == 0 ? victim : attacker;
            var browser = host.OpenBrowser();
            var pending = Side(0).Browser.FindCookie("Pending")!;
            var name = Side(2).Browser.FindCookie("Pending")!.Name;
            browser.Cookies.Add(new Uri(host.Settings.Issuer), new Cookie(name, pending.Value));
            browser.Cookies.Add(new Uri(host.Settings.Issuer), Plain(Side(1).Browser.FindCookie("Antiforgery")!));

            var before = (await host.GetStateAsync("alice")).SecondFactorFailures;
            using var answer = await browser.PostAsync(
                "/account/mfa",
                Side(1).Page.AntiforgeryOf(),
                ("i", Side(2).Page.Interaction!),
                ("Input.Code", host.WrongCodeOf(People.DaveKey))
            );
            var after = (await host.GetStateAsync("alice")).SecondFactorFailures;

            // Counted only where cookie and request are both the victim's; a cookie under another request's name is none.
            var isVictims = Side(0) == victim && Side(2) == victim;
            Assert.Equal((mix, isVictims ? 1 : 0), (mix, after - before));
            var isOneUsers = Side(0) == Side(2);
            Assert.Equal(isOneUsers ? HttpStatusCode.OK : HttpStatusCode.SeeOther, answer.StatusCode);
            await host.AssertIsRefusedAsync(browser);
        }
    }

    [Fact]
    public async Task Attack_14_Nothing_else_that_we_hand_out_serves_as_a_requests_key()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var other = host.OpenBrowser();
        var callback = await other.GivePasswordAsync(app.AuthorizeUrl(), "bob");
        var tokens = await app.RedeemAsync(callback);
        var step = await host.OpenCodeStepAsync();
        string[] keys =
        [
            callback.Parameter("code")!,
            tokens.RefreshToken,
            other.CookieOf("Session")!,
            step.Browser.CookieOf("Pending")!,
            People.AliceToken,
            "urn:ietf:params:oauth:request_uri:abc",
            "' OR 1=1 --",
        ];

        foreach (var key in keys)
        {
            using var answer = await step.Browser.PostAsync(
                "/account/mfa",
                step.Page.AntiforgeryOf(),
                ("i", key),
                ("Input.Code", host.CodeOf(People.AliceKey))
            );
            var resumed = await step.Browser.OpenAsync($"/connect/authorize?i={Uri.EscapeDataString(key)}");

            Assert.StartsWith("/account/login", answer.Headers.Location?.OriginalString);
            Assert.False(resumed.IsAtRelyingParty);
        }

        await host.AssertIsRefusedAsync(step.Browser);
        Assert.Equal(0, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Fact]
    public async Task Attack_14_A_pending_sign_in_serves_the_request_that_it_began_for_and_no_other()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync();
        var other = await step.Browser.OpenAsync(new RelyingParty(host, "vault").AuthorizeUrl());

        var page = await step.Browser.OpenAsync($"/account/mfa?i={other.Interaction}");

        Assert.Equal("/account/login", page.Path);
    }

    [Fact]
    public async Task Attack_15_A_right_code_without_the_password_leads_to_the_password_and_says_nothing_of_the_code()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var login = await browser.OpenAsync(new RelyingParty(host).AuthorizeUrl());
        var pages = new List<Page>();

        foreach (var code in new[] { host.CodeOf(People.AliceKey), People.AliceToken, "000000" })
        {
            login.MainForm.SetAttribute("action", $"/account/mfa?i={login.Interaction}");
            pages.Add(await browser.SubmitAsync(login, ("Input.Code", code), ("Input.UserName", "alice")));
        }

        Assert.All(pages, page => Assert.Equal(("/account/login", pages[0].Text), (page.Path, page.Text)));
        await host.AssertIsRefusedAsync(browser);
        Assert.Equal(0, (await host.GetStateAsync("alice")).SecondFactorFailures);
        Assert.True(await host.CanSignInAsync("alice", host.CodeOf(People.AliceKey)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    public async Task Attack_15_A_right_code_beside_a_wrong_or_empty_password_is_not_looked_at(string password)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var login = await browser.OpenAsync(new RelyingParty(host).AuthorizeUrl());

        var page = await browser.SubmitAsync(
            login,
            ("Input.UserName", "alice"),
            ("Input.Password", password),
            ("Input.Code", host.CodeOf(People.AliceKey))
        );

        Assert.Equal("/account/login", page.Path);
        Assert.NotNull(page.Alert);
        await host.AssertIsRefusedAsync(browser);
        Assert.Empty(await host.ListAuditAsync(AuditCode.SecondFactorRefused));
    }

    [Fact]
    public async Task Attack_27_A_browser_that_signed_in_before_is_asked_for_the_code_again_whatever_it_has_kept()
    {
        // Nothing that a browser keeps stands for a factor: there is nothing to steal or to forge.
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var browser = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        await browser.SubmitAsync(await browser.OpenAsync("/account/logout"));

        var next = await browser.GivePasswordAsync(app.AuthorizeUrl(), "alice");

        Assert.Equal("/account/mfa", next.Path);
        await host.AssertIsRefusedAsync(browser);
    }

    [Fact]
    public async Task Attack_28_Cookies_that_an_attacker_planted_are_not_signed_in_by_the_victim()
    {
        await using var host = await IdpHost.StartAsync();
        var attacker = host.OpenBrowser();
        var app = new RelyingParty(host);
        var login = await attacker.OpenAsync(app.AuthorizeUrl());
        await attacker.SubmitAsync(login, ("Input.UserName", "dave"), ("Input.Password", People.Password));
        var victim = attacker.Copy();

        await victim.SignInAsync($"/account/login?i={login.Interaction}", "alice", host.CodeOf(People.AliceKey));

        Assert.Null(await victim.ProbeAsync(app));
        await host.AssertIsRefusedAsync(attacker);
    }

    [Fact]
    public async Task Attack_28_A_session_that_an_attacker_planted_does_not_become_the_victims()
    {
        await using var host = await IdpHost.StartAsync();
        var attacker = host.OpenBrowser();
        var app = new RelyingParty(host);
        await attacker.GivePasswordAsync(app.AuthorizeUrl(), "bob");
        var victim = attacker.Copy();

        await victim.SignInAsync("/account/login", "alice", host.CodeOf(People.AliceKey));

        Assert.Equal("login_required", await attacker.ProbeAsync(app));
        Assert.Equal("/account/login", (await attacker.OpenAsync("/profile")).Path);
    }

    [Fact]
    public async Task Attack_28_The_sessions_key_is_another_after_each_rise_and_the_one_before_is_dead()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var (app, vault) = (new RelyingParty(host), new RelyingParty(host, "vault"));
        await browser.OpenAsync(app.AuthorizeUrl());
        var copies = new List<Browser> { browser.Copy() };

        await browser.GivePasswordAsync(app.AuthorizeUrl(), "bob");
        copies.Add(browser.Copy());
        var (key, _) = await host.EnrolAsync("bob");
        var stepUp = await browser.OpenAsync(vault.AuthorizeUrl());
        await browser.SubmitAsync(stepUp, ("Input.Code", host.CodeOf(key)));
        copies.Add(browser.Copy());
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        await browser.SignInAsync(app.AuthorizeUrl(("prompt", "login")), "bob", host.CodeOf(key));

        var values = copies.Append(browser).Select(each => each.CookieOf("Session")).ToList();
        Assert.Equal(values.Count, values.Distinct().Count());
        foreach (var copy in copies)
        {
            Assert.Equal("login_required", await copy.ProbeAsync(app));
        }

        Assert.Null(await browser.ProbeAsync(vault));
    }

    [Fact]
    public async Task Attack_48_A_user_who_is_disabled_between_the_steps_gets_nowhere()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync();

        await host.DisableAsync("alice");
        var page = await step.TypeAsync(host.CodeOf(People.AliceKey));

        Assert.Equal("/account/login", page.Path);
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Fact]
    public async Task Attack_48_A_user_who_is_deleted_between_the_steps_gets_nowhere()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync();

        await host.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<ServerUser>>();
            return await users.DeleteAsync((await users.FindByNameAsync("alice"))!);
        });
        var page = await step.TypeAsync(host.CodeOf(People.AliceKey));

        Assert.Equal("/account/login", page.Path);
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Fact]
    public async Task Attack_48_A_user_whose_MFA_is_reset_between_the_steps_is_led_to_the_password_again()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync("dave");

        await host.ResetMfaAsync("dave");
        var page = await step.TypeAsync(host.CodeOf(People.DaveKey));

        Assert.Equal("/account/login", page.Path);
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Fact]
    public async Task Attack_48_A_change_of_password_between_the_steps_ends_the_sign_in()
    {
        await using var host = await IdpHost.StartAsync();
        var thief = await host.OpenCodeStepAsync();
        var owner = await host.SignInAsync("alice", host.CodeOf(People.AliceKey));
        const string newPassword = "violet tractor humming sideways";

        var changed = await owner.SubmitAsync(
            await owner.OpenAsync("/profile/password"),
            ("Input.Password", People.Password),
            ("Input.NewPassword", newPassword)
        );
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var page = await thief.TypeAsync(host.CodeOf(People.AliceKey));

        Assert.Null(changed.Alert);
        Assert.Equal("/account/login", page.Path);
        await host.AssertIsRefusedAsync(thief.Browser);
    }

    [Fact]
    public async Task Attack_48_A_user_who_is_locked_between_the_steps_gets_nowhere()
    {
        // The words are those of any refused code (contract, section 8): whoever holds only the password learns nothing.
        await using var host = await AttackSteps.StartAsync(maxFailures: 1);
        var step = await host.OpenCodeStepAsync();

        await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "alice", "wrong");
        var page = await step.TypeAsync(host.CodeOf(People.AliceKey));

        Assert.NotNull(page.Alert);
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Fact]
    public async Task Attack_51_Between_the_steps_no_cookie_and_no_row_holds_the_password()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync();

        var protector = host
            .Services.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("IdpMfa", "PendingSignIn", "v1");
        var cookie = protector.Unprotect(Base64Url.DecodeFromChars(step.Browser.CookieOf("Pending")));
        var pending = await host.QueryAsync(db => db.Set<PendingSignIn>().SingleAsync());

        Assert.Equal(pending.Id, new Guid(cookie));
        Assert.DoesNotContain(People.Password, step.Page.Html);
        Assert.False(await DatabaseSnapshot.HoldsAsync(host, People.Password));
    }

    [Fact]
    public async Task Attack_51_A_pending_sign_in_lives_ten_minutes()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync();

        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var page = await step.TypeAsync(host.CodeOf(People.AliceKey));

        Assert.Equal("/account/login", page.Path);
        Assert.NotNull(page.Notice);
        await host.AssertIsRefusedAsync(step.Browser);
    }

    [Fact]
    public async Task Attack_51_A_pending_sign_in_serves_once()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync();
        var copy = step with { Browser = step.Browser.Copy() };
        await step.TypeAsync(host.CodeOf(People.AliceKey));

        host.Clock.Advance(TimeSpan.FromSeconds(30));
        var page = await copy.TypeAsync(host.CodeOf(People.AliceKey));

        Assert.Equal("/account/login", page.Path);
        await host.AssertIsRefusedAsync(copy.Browser);
    }

    private static Cookie Plain(Cookie cookie) => new(cookie.Name, cookie.Value);
}

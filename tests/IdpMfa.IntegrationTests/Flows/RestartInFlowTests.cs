using System.Net;
using IdpMfa.Core.Administration;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.Tenants;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>
/// The form was shown by one server process and is sent to the next: nothing of a flow is kept in memory. Sign-in, set-up,
/// unlock and the mailed links are restarted where they are tested.
/// </summary>
public sealed class RestartInFlowTests
{
    private const string NewPassword = "another long password of 2026";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_that_waits_at_the_login_page_goes_on()
    {
        await using var started = await IdpHost.StartAsync();
        var app = new RelyingParty(started);
        var before = started.OpenBrowser();
        var login = await before.OpenAsync(app.AuthorizeUrl(("prompt", "login")));

        await using var host = await started.RestartAsync();
        var callback = await host.OpenBrowser(before.Cookies)
            .SubmitAsync(login, ("Input.UserName", "bob"), ("Input.Password", People.Password));

        Assert.Equal(app.State, callback.Parameter("state"));
        Assert.NotNull(callback.Parameter("code"));
    }

    [Fact]
    public async Task An_enrolled_key_that_was_shown_is_confirmed_and_the_prepared_token_works()
    {
        await using var started = await IdpHost.StartAsync();
        var before = started.OpenBrowser();
        var setUp = await before.GivePasswordAsync(new RelyingParty(started).AuthorizeUrl(), "carol");

        await using var host = await started.RestartAsync();
        var done = await host.OpenBrowser(before.Cookies).ConfirmSetUpAsync(host, setUp);

        var token = done.DataOf("data-recovery-token")!;
        var page = await host.OpenBrowser().SignInAsync(new RelyingParty(host).AuthorizeUrl(), "carol", token);
        Assert.True(page.IsAtRelyingParty);
    }

    [Fact]
    public async Task An_enrolment_pass_made_before_is_taken_after()
    {
        await using var started = await IdpHost.StartAsync();
        await started.QueryAsync(db =>
            db.Set<Tenant>().ExecuteUpdateAsync(row => row.SetProperty(t => t.EnrolmentProof, EnrolmentProof.Email))
        );
        await started.UnconfirmAsync("carol");
        var before = started.OpenBrowser();
        var proof = await before.GivePasswordAsync(new RelyingParty(started).AuthorizeUrl(), "carol");
        var carol = await started.FindUserAsync("carol");
        var pass = await started.InScopeAsync(services =>
            services.GetRequiredService<EnrolmentPasses>().TryIssueAsync(carol, "test", Ct)
        );

        await using var host = await started.RestartAsync();
        var setUp = await host.OpenBrowser(before.Cookies).SubmitAsync(proof, ("Input.Code", pass!.ToDisplayString()));

        Assert.Equal(("/account/mfa/proof", "/account/mfa/setup"), (proof.Path, setUp.Path));
    }

    [Fact]
    public async Task The_only_administrator_comes_back_though_the_server_restarts_at_each_step()
    {
        var first = await IdpHost.StartAsync();
        var alice = await first.FindUserAsync("alice");
        var issue = await first.InScopeAsync(services =>
            services.GetRequiredService<AdminRecovery>().IssueAsync(alice, force: false, Ct)
        );
        var token = Assert.IsType<AdminRecoveryIssue.Issued>(issue).Token.ToLinkText();
        var browser = first.OpenBrowser();
        var form = await browser.OpenAsync($"/account/recover?token={token}");

        var second = await first.RestartAsync();
        browser = second.OpenBrowser(browser.Cookies);
        var setUp = await browser.SubmitAsync(form, ("Input.UserName", "alice"), ("Input.Password", People.Password));
        await using var third = await second.RestartAsync();
        browser = third.OpenBrowser(browser.Cookies);
        var done = await browser.ConfirmSetUpAsync(third, setUp);
        var admin = await browser.OpenAsync(done.HrefOf("[data-continue]"));

        Assert.Equal((HttpStatusCode.OK, "/admin"), (admin.Status, admin.Path));
    }

    [Fact]
    public async Task A_reset_on_the_users_page_is_done()
    {
        await using var started = await IdpHost.StartAsync();
        await started.EnrolAsync("bob");
        var before = started.OpenBrowser();
        await before.OpenAdminAsync(started);
        var user = await before.OpenAsync(await started.PageOfAsync("bob"));

        await using var host = await started.RestartAsync();
        await host.OpenBrowser(before.Cookies).ActAsync(user, "reset-mfa", ("Reason", "lost phone"));

        var next = await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        Assert.Equal("/account/mfa/setup", next.Path);
    }

    [Fact]
    public async Task A_policy_that_was_chosen_is_saved()
    {
        await using var started = await IdpHost.StartAsync();
        var before = started.OpenBrowser();
        var policy = await before.OpenAdminAsync(started, "/admin/policy");

        await using var host = await started.RestartAsync();
        var saved = await host.OpenBrowser(before.Cookies).SubmitAsync(policy, ("Enforcement", "enforced"));

        Assert.Contains("saved", saved.Notice, StringComparison.Ordinal);
        Assert.Equal("/account/mfa/setup", (await host.OpenBrowser().GivePasswordAsync("/profile", "bob")).Path);
    }

    [Fact]
    public async Task A_recovery_sign_in_is_still_warned_and_its_new_token_works()
    {
        await using var started = await IdpHost.StartAsync();
        var before = started.OpenBrowser();
        await before.SignInAsync(new RelyingParty(started).AuthorizeUrl(), "alice", People.AliceToken);
        var profile = await before.OpenAsync("/profile/mfa");

        await using var host = await started.RestartAsync();
        var browser = host.OpenBrowser(before.Cookies);
        var warning = await browser.OpenAsync("/account/logout");
        var made = await browser.SubmitAsync(profile);

        Assert.NotNull(warning.Alert);
        var token = made.DataOf("data-recovery-token")!;
        var page = await host.OpenBrowser().SignInAsync(new RelyingParty(host).AuthorizeUrl(), "alice", token);
        Assert.True(page.IsAtRelyingParty);
    }

    [Fact]
    public async Task The_profiles_forms_disable_MFA_and_change_the_password()
    {
        await using var started = await IdpHost.StartAsync();
        var before = started.OpenBrowser();
        await before.SignInAsync("/profile", "alice", started.CodeOf(People.AliceKey));
        var profile = await before.OpenAsync("/profile/mfa");
        var password = await before.OpenAsync("/profile/password");

        await using var host = await started.RestartAsync();
        var browser = host.OpenBrowser(before.Cookies);
        await browser.SubmitAsync(profile, profile.FormOf("form[action='/profile/mfa/disable']"));
        await browser.SubmitAsync(password, ("Input.Password", People.Password), ("Input.NewPassword", NewPassword));

        var next = await host.OpenBrowser().GivePasswordAsync("/profile", "alice", NewPassword);
        Assert.Equal("/profile", next.Path);
    }

    [Fact]
    public async Task The_sign_out_form_signs_out()
    {
        await using var started = await IdpHost.StartAsync();
        var before = started.OpenBrowser();
        await before.SignInAsync("/profile", "alice", People.AliceToken);
        var logout = await before.OpenAsync("/account/logout");

        await using var host = await started.RestartAsync();
        var browser = host.OpenBrowser(before.Cookies);
        await browser.SubmitAsync(logout);

        Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));
    }
}

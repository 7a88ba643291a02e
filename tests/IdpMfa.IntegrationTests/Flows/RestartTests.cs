using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Server.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>The same server once more, with the same provisioning file.</summary>
public sealed class RestartTests
{
    private const string NewPassword = "another long password of 2026";

    [Fact]
    public async Task A_password_that_was_changed_stays_changed()
    {
        await using var started = await IdpHost.StartAsync();
        await ChangePasswordAsync(started, "bob");

        await using var host = await started.RestartAsync();

        var url = new RelyingParty(host).AuthorizeUrl();
        Assert.True((await host.OpenBrowser().GivePasswordAsync(url, "bob", NewPassword)).IsAtRelyingParty);
        Assert.NotNull((await host.OpenBrowser().GivePasswordAsync(url, "bob", People.Password)).Alert);
    }

    [Fact]
    public async Task A_policy_that_was_changed_stays_changed()
    {
        await using var started = await IdpHost.StartAsync();
        await started.SetEnforcementAsync("acme", MfaEnforcement.Enforced, TimeSpan.FromHours(1));
        await started.SetEnforcementAsync("globex", MfaEnforcement.Optional);
        var before = await ReadPoliciesAsync(started);

        await using var host = await started.RestartAsync();

        Assert.Equal(before, await ReadPoliciesAsync(host));
        Assert.Equal(
            "/account/mfa/setup",
            (await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob")).Path
        );
    }

    [Fact]
    public async Task A_used_code_and_a_used_token_stay_used()
    {
        await using var started = await IdpHost.StartAsync();
        var code = started.CodeOf(People.AliceKey);
        await started.OpenBrowser().SignInAsync(new RelyingParty(started).AuthorizeUrl(), "alice", code);
        await started.OpenBrowser().SignInAsync(new RelyingParty(started).AuthorizeUrl(), "alice", People.AliceToken);

        await using var host = await started.RestartAsync();

        var url = new RelyingParty(host).AuthorizeUrl();
        Assert.NotNull((await host.OpenBrowser().SignInAsync(url, "alice", code)).Alert);
        Assert.NotNull((await host.OpenBrowser().SignInAsync(url, "alice", People.AliceToken)).Alert);
    }

    [Fact]
    public async Task A_disabled_user_stays_disabled()
    {
        await using var started = await IdpHost.StartAsync();
        await started.DisableAsync("bob");

        await using var host = await started.RestartAsync();

        var page = await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "bob");
        Assert.NotNull(page.Alert);
    }

    [Fact]
    public async Task A_factor_that_was_reset_does_not_come_back_from_the_file()
    {
        await using var started = await IdpHost.StartAsync();
        await started.ResetMfaAsync("dave");

        await using var host = await started.RestartAsync();

        var page = await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "dave");
        Assert.Equal("/account/mfa/setup", page.Path);
        var dave = (await host.FindUserAsync("dave")).Id;
        Assert.Equal(0, await host.QueryAsync(db => db.Set<TotpCredential>().CountAsync(c => c.UserId == dave)));
    }

    [Fact]
    public async Task A_new_recovery_token_stays_and_the_files_does_not_come_back()
    {
        await using var started = await IdpHost.StartAsync();
        var browser = started.OpenBrowser();
        await browser.SignInAsync(new RelyingParty(started).AuthorizeUrl(), "alice", started.CodeOf(People.AliceKey));
        var made = await browser.SubmitAsync(await browser.OpenAsync("/profile/mfa"));

        await using var host = await started.RestartAsync();

        var url = new RelyingParty(host).AuthorizeUrl();
        Assert.NotNull((await host.OpenBrowser().SignInAsync(url, "alice", People.AliceToken)).Alert);
        var token = made.DataOf("data-recovery-token")!;
        Assert.True((await host.OpenBrowser().SignInAsync(url, "alice", token)).IsAtRelyingParty);
    }

    [Fact]
    public async Task A_restart_writes_nothing_about_users()
    {
        await using var started = await IdpHost.StartAsync();
        var before = await ReadUsersAsync(started);

        await using var host = await started.RestartAsync();

        Assert.Equal(before, await ReadUsersAsync(host));
    }

    [Fact]
    public async Task Tokens_and_sessions_outlive_a_restart()
    {
        await using var started = await IdpHost.StartAsync();
        var before = started.OpenBrowser();
        var early = new RelyingParty(started);
        var tokens = await early.RedeemAsync(
            await before.SignInAsync(early.AuthorizeUrl(), "alice", started.CodeOf(People.AliceKey))
        );

        await using var host = await started.RestartAsync();

        var app = new RelyingParty(host);
        Assert.Equal(["pwd", "otp", "mfa"], (await Tokens.VerifyAsync(host, tokens.IdToken)).Amr());
        Assert.Equal(["pwd", "otp", "mfa"], (await app.GetUserInfoAsync(tokens.AccessToken)).Amr());
        Assert.True((await app.RefreshAsync(tokens.RefreshToken)).HasTokens);
        Assert.Null(await host.OpenBrowser(before.Cookies).ProbeAsync(app));
    }

    [Fact]
    public async Task A_code_that_was_not_yet_redeemed_outlives_a_restart()
    {
        await using var started = await IdpHost.StartAsync();
        var app = new RelyingParty(started);
        var callback = await started.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "bob");

        await using var host = await started.RestartAsync();

        var answer = await new RelyingParty(host).RedeemAsync(callback.Parameter("code")!, app.Verifier);
        Assert.True(answer.HasTokens);
    }

    [Fact]
    public async Task A_sign_in_between_its_two_steps_outlives_a_restart()
    {
        await using var started = await IdpHost.StartAsync();
        var before = started.OpenBrowser();
        var app = new RelyingParty(started);
        var step = await before.GivePasswordAsync(app.AuthorizeUrl(), "alice");

        await using var host = await started.RestartAsync();

        var callback = await host.OpenBrowser(before.Cookies)
            .SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));
        Assert.Equal(app.State, callback.Parameter("state"));
        Assert.NotNull(callback.Parameter("code"));
    }

    private static async Task ChangePasswordAsync(IdpHost host, string userName) =>
        await host.InScopeAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<ServerUser>>();
            var user = (await users.FindByNameAsync(userName))!;
            user.PasswordHash = users.PasswordHasher.HashPassword(user, NewPassword);
            return await users.UpdateAsync(user);
        });

    private static Task<List<string>> ReadPoliciesAsync(IdpHost host) =>
        host.QueryAsync(db =>
            db.Set<Tenant>()
                .OrderBy(t => t.Id)
                .Select(t => $"{t.Id} {t.Enforcement} {t.EnforcedSince} {t.GracePeriod} {t.EnrolmentProof}")
                .ToListAsync()
        );

    private static async Task<List<string>> ReadUsersAsync(IdpHost host)
    {
        var users = await host.QueryAsync(db =>
            db.Users.AsNoTracking()
                .OrderBy(u => u.Id)
                .Select(u =>
                    $"{u.Id} {u.UserName} {u.Email} {u.PasswordHash} {u.SecurityStamp} {u.ConcurrencyStamp} {u.IsAdmin}"
                )
                .ToListAsync()
        );
        var factors = await host.QueryAsync(db =>
            db.Set<TotpCredential>().AsNoTracking().OrderBy(c => c.Id).ToListAsync()
        );
        var tokens = await host.QueryAsync(db =>
            db.Set<StoredRecoveryToken>().AsNoTracking().OrderBy(t => t.Id).ToListAsync()
        );
        return
        [
            .. users,
            .. factors.Select(factor => $"{factor.Id} {factor.Secret.Value} {factor.LastUsedStep} {factor.Failures}"),
            .. tokens.Select(token => $"{token.Id} {Convert.ToHexString(token.Hash)} {token.UsedAt}"),
        ];
    }
}

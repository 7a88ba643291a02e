using IdpMfa.Core.Audit;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Totp;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.IntegrationTests.Mail;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Password resets as a way round MFA, or without the mail.</summary>
public sealed class Resets
{
    private const string Fresh = "purple lantern over the harbour";

    [Fact]
    public async Task Attack_01_A_reset_signs_nobody_in_and_leaves_the_factor_and_ends_all_else()
    {
        await using var mailed = await MailedHost.StartAsync();
        var app = new RelyingParty(mailed.Host);
        var old = mailed.Host.OpenBrowser();
        var tokens = await app.RedeemAsync(
            await old.SignInAsync(app.AuthorizeUrl(), "alice", mailed.Host.CodeOf(People.AliceKey))
        );
        mailed.Host.Clock.Advance(TimeSpan.FromSeconds(30));
        var before = await SecretsAsync(mailed.Host);
        var link = await mailed.ForgetPasswordAsync("alice", "alice@acme.test");

        var browser = mailed.Host.OpenBrowser();
        await browser.SubmitAsync(await browser.OpenAsync(link), ("Input.NewPassword", Fresh));

        Assert.Null(browser.CookieOf("Session"));
        Assert.Null(browser.CookieOf("Pending"));
        Assert.Equal("login_required", await browser.ProbeAsync(app));
        Assert.Equal("login_required", await old.ProbeAsync(app));
        Assert.False((await app.RefreshAsync(tokens.RefreshToken)).HasTokens);
        Assert.Equal(before, await SecretsAsync(mailed.Host));
        Assert.Equal("/account/mfa", (await browser.GivePasswordAsync("/account/login", "alice", Fresh)).Path);
        await mailed.Smtp.WaitForAsync("alice@acme.test", "Your password was changed");
        await mailed.WaitUntilQuietAsync();
        Assert.Single(mailed.Smtp.List(), mail => mail.Subject.Contains("was changed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Attack_02_Without_the_mailed_token_no_password_is_set()
    {
        await using var mailed = await MailedHost.StartAsync();
        var others = await mailed.ForgetPasswordAsync("bob", "bob@acme.test");
        await mailed.ForgetPasswordAsync("alice", "alice@acme.test");
        var browser = mailed.Host.OpenBrowser();
        var form = await browser.OpenAsync(others);
        await browser.GivePasswordAsync("/account/login", "alice", "not the password");

        foreach (var token in new[] { "", "x", new string('A', 43), new string('A', 10_000) })
        {
            var answer = await browser.SubmitAsync(form, ("token", token), ("Input.NewPassword", Fresh));
            Assert.NotNull(answer.Alert);
        }

        await browser.SubmitAsync(form, ("Input.NewPassword", Fresh), ("Input.UserName", "alice"));

        Assert.Equal(
            "/account/mfa",
            (await mailed.Host.OpenBrowser().GivePasswordAsync("/account/login", "alice")).Path
        );
        Assert.Equal(1, await mailed.Host.CountAuditAsync(AuditCode.PasswordReset));
    }

    [Fact]
    public async Task Attack_31_Who_fills_the_password_counter_leaves_sessions_and_the_MFA_counter_alone()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = mailed.Host.OpenBrowser();
        await browser.SignInAsync("/account/login", "alice", mailed.Host.CodeOf(People.AliceKey));

        await mailed.LockAsync("alice");
        await mailed.LockAsync("alice");

        Assert.Equal("/profile", (await browser.OpenAsync("/profile")).Path);
        Assert.Equal(0, (await mailed.Host.GetStateAsync("alice")).SecondFactorFailures);
        var link = (await mailed.Smtp.WaitForAsync("alice@acme.test", "Unlock")).Link;
        await mailed.FollowAsync(link, ("Input.UserName", "alice"));
        Assert.Equal(
            "/account/mfa",
            (await mailed.Host.OpenBrowser().GivePasswordAsync("/account/login", "alice")).Path
        );
    }

    [Fact]
    public async Task Attack_48_A_reset_between_password_and_code_ends_the_sign_in()
    {
        await using var mailed = await MailedHost.StartAsync();
        var thief = mailed.Host.OpenBrowser();
        var step = await thief.GivePasswordAsync("/account/login", "alice");
        var link = await mailed.ForgetPasswordAsync("alice", "alice@acme.test");
        await mailed.FollowAsync(link, ("Input.NewPassword", Fresh));

        var late = await thief.SubmitAsync(step, ("Input.Code", mailed.Host.CodeOf(People.AliceKey)));

        Assert.Equal("/account/login", late.Path);
        Assert.Equal(0, await mailed.Host.CountAuditAsync(AuditCode.SecondFactorAccepted));
    }

    [Fact]
    public async Task Attack_48_An_unlock_between_password_and_code_ends_the_sign_in()
    {
        await using var mailed = await MailedHost.StartAsync();
        var early = mailed.Host.OpenBrowser();
        var step = await early.GivePasswordAsync("/account/login", "alice");
        var link = await mailed.LockAndReadLinkAsync("alice", "acme");
        await mailed.FollowAsync(link, ("Input.UserName", "alice"));

        var late = await early.SubmitAsync(step, ("Input.Code", mailed.Host.CodeOf(People.AliceKey)));

        Assert.Equal("/account/login", late.Path);
    }

    /// <summary>Key and recovery tokens as they are stored.</summary>
    private static Task<string> SecretsAsync(IdpHost host) =>
        host.QueryAsync(async db =>
        {
            var alice = (await db.Users.AsNoTracking().SingleAsync(user => user.UserName == "alice")).Id.ToString();
            var user = Core.Users.UserId.From(alice);
            var factors = await db.Set<TotpCredential>().AsNoTracking().Where(f => f.UserId == user).ToListAsync();
            var tokens = await db.Set<StoredRecoveryToken>().AsNoTracking().Where(t => t.UserId == user).ToListAsync();
            return string.Join(
                ';',
                factors.Select(factor => factor.Secret.Value).Concat(tokens.Select(t => Convert.ToHexString(t.Hash)))
            );
        });
}

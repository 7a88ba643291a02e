using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Mail;

/// <summary>What users are told of, at their own address.</summary>
public sealed class NoticeTests
{
    [Fact]
    public async Task The_use_of_a_recovery_token_and_a_new_one_are_told()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = mailed.Host.OpenBrowser();

        await browser.SignInAsync("/account/login", "alice", People.AliceToken);
        await mailed.Smtp.WaitForAsync("alice@acme.test", "recovery token was used");

        var profile = await browser.OpenAsync("/profile/mfa");
        await browser.SubmitAsync(profile, profile.FormOf("form[action='/profile/mfa/recovery-token']"));
        await mailed.Smtp.WaitForAsync("alice@acme.test", "new recovery token");
    }

    [Fact]
    public async Task A_set_up_and_a_reset_are_told()
    {
        await using var mailed = await MailedHost.StartAsync();

        await mailed.Host.EnrolAsync("bob");
        await mailed.Smtp.WaitForAsync("bob@acme.test", "MFA is on");

        await mailed.Host.ResetMfaAsync("bob");
        var mail = await mailed.Smtp.WaitForAsync("bob@acme.test", "MFA was reset");
        Assert.Contains("next time you sign in you set up", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_after_a_right_password_are_told_once_a_day()
    {
        await using var mailed = await MailedHost.StartAsync();
        var thief = mailed.Host.OpenBrowser();

        var step = await thief.GivePasswordAsync("/account/login", "alice");
        await thief.GiveWrongCodesAsync(mailed.Host, step, 3);
        await mailed.Smtp.WaitForAsync("alice@acme.test", "wrong code");
        step = await thief.GivePasswordAsync("/account/login", "alice");
        await thief.GiveWrongCodesAsync(mailed.Host, step, 3);
        await mailed.WaitUntilQuietAsync();
        Assert.Single(mailed.Smtp.List());

        mailed.Host.Clock.Advance(TimeSpan.FromHours(24));
        step = await thief.GivePasswordAsync("/account/login", "alice");
        await thief.GiveWrongCodesAsync(mailed.Host, step, 1);
        await mailed.Smtp.WaitForAsync("alice@acme.test", "wrong code", count: 2);
    }

    [Fact]
    public async Task A_wrong_password_is_told_of_only_by_the_lock()
    {
        await using var mailed = await MailedHost.StartAsync();

        await mailed.Host.OpenBrowser().GivePasswordAsync("/account/login", "alice", "not the password");

        await mailed.WaitUntilQuietAsync();
        Assert.Empty(mailed.Smtp.List());
    }

    [Fact]
    public async Task A_sign_in_from_another_browser_is_told_and_the_first_and_a_known_one_are_not()
    {
        await using var mailed = await MailedHost.StartAsync();
        var first = mailed.Host.OpenBrowser();
        await first.GivePasswordAsync("/account/login", "bob");
        await first.GivePasswordAsync("/account/login", "bob");
        await mailed.WaitUntilQuietAsync();
        Assert.Empty(mailed.Smtp.List());

        var second = mailed.Host.OpenBrowser();
        await second.GivePasswordAsync("/account/login", "bob");
        await mailed.Smtp.WaitForAsync("bob@acme.test", "new browser");
        await second.GivePasswordAsync("/account/login", "bob");
        await mailed.WaitUntilQuietAsync();

        Assert.Single(mailed.Smtp.List());
    }

    [Fact]
    public async Task Another_user_of_a_known_browser_has_a_first_sign_in_of_their_own()
    {
        await using var mailed = await MailedHost.StartAsync();
        await mailed.Host.OpenBrowser().GivePasswordAsync("/account/login", "bob");
        var shared = mailed.Host.OpenBrowser();
        await shared.GivePasswordAsync("/account/login", "quentin");

        await shared.GivePasswordAsync("/account/login", "bob");

        await mailed.Smtp.WaitForAsync("bob@acme.test", "new browser");
    }
}

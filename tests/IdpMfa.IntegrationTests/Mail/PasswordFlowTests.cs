using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Mail;

public sealed class PasswordFlowTests
{
    private const string Fresh = "purple lantern over the harbour";

    [Fact]
    public async Task A_forgotten_password_is_chosen_anew_also_while_locked_and_lifts_the_lock()
    {
        await using var mailed = await MailedHost.StartAsync();
        await mailed.LockAsync("bob");

        var link = await mailed.ForgetPasswordAsync("bob", "bob@acme.test");
        var done = await mailed.FollowAsync(link, ("Input.NewPassword", Fresh));

        Assert.Contains("signed out everywhere", done.Notice, StringComparison.Ordinal);
        var profile = await mailed.Host.OpenBrowser().GivePasswordAsync("/account/login", "bob", Fresh);
        Assert.Equal("/profile", profile.Path);
        Assert.NotNull((await mailed.Host.OpenBrowser().GivePasswordAsync("/account/login", "bob")).Alert);
        await mailed.Smtp.WaitForAsync("bob@acme.test", "Your password was changed");
    }

    [Fact]
    public async Task The_form_has_what_password_managers_look_for()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.ForgetPasswordAsync("bob", "bob@acme.test");

        var form = await mailed.Host.OpenBrowser().OpenAsync(link);

        Assert.Equal("bob", form.Document.QuerySelector("[autocomplete=username]")?.GetAttribute("value"));
        Assert.NotNull(form.Document.QuerySelector("[type=password][autocomplete=new-password]"));
    }

    [Fact]
    public async Task A_password_that_is_not_taken_leaves_the_link_good()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.ForgetPasswordAsync("bob", "bob@acme.test");

        foreach (var bad in new[] { "too short", "passwordpassword", "bob@acme.test bob", new string('x', 300), "" })
        {
            Assert.NotNull((await mailed.FollowAsync(link, ("Input.NewPassword", bad))).Alert);
        }

        Assert.NotNull((await mailed.FollowAsync(link, ("Input.NewPassword", Fresh))).Notice);
    }

    [Fact]
    public async Task Where_MFA_is_enforced_eight_characters_are_enough()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.ForgetPasswordAsync("dave", "dave@globex.test");

        Assert.NotNull((await mailed.FollowAsync(link, ("Input.NewPassword", "hxq7Wm4"))).Alert);
        Assert.NotNull((await mailed.FollowAsync(link, ("Input.NewPassword", "hxq7Wm4z"))).Notice);
    }

    [Fact]
    public async Task A_reset_survives_a_restart_in_its_middle()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.ForgetPasswordAsync("bob", "bob@acme.test");
        var browser = mailed.Host.OpenBrowser();
        var form = await browser.OpenAsync(link);

        await mailed.RestartAsync();

        var done = await mailed.Host.OpenBrowser(browser.Cookies).SubmitAsync(form, ("Input.NewPassword", Fresh));
        Assert.NotNull(done.Notice);
    }

    [Fact]
    public async Task Of_parallel_resets_by_one_link_one_password_wins()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.ForgetPasswordAsync("bob", "bob@acme.test");
        var browser = mailed.Host.OpenBrowser();
        var form = await browser.OpenAsync(link);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => browser.SubmitAsync(form, ("Input.NewPassword", $"{Fresh} {i}")))
        );

        Assert.Single(answers, answer => answer.Notice is not null);
        Assert.Equal(1, await mailed.Host.CountAuditAsync(AuditCode.PasswordReset));
    }

    [Fact]
    public async Task Who_is_disabled_meanwhile_can_not_reset()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.ForgetPasswordAsync("bob", "bob@acme.test");
        var browser = mailed.Host.OpenBrowser();
        var form = await browser.OpenAsync(link);
        await mailed.Host.DisableAsync("bob");

        Assert.NotNull((await browser.SubmitAsync(form, ("Input.NewPassword", Fresh))).Alert);
        Assert.NotNull((await browser.OpenAsync(link)).Alert);
        Assert.Equal(0, await mailed.Host.CountAuditAsync(AuditCode.PasswordReset));
    }

    [Fact]
    public async Task A_change_in_the_profile_keeps_this_session_and_ends_the_others()
    {
        await using var mailed = await MailedHost.StartAsync();
        var (here, there) = (mailed.Host.OpenBrowser(), mailed.Host.OpenBrowser());
        await there.GivePasswordAsync("/account/login", "bob");
        await here.GivePasswordAsync("/account/login", "bob");
        var thief = here.Copy();

        var form = await here.OpenAsync("/profile/password");
        var done = await here.SubmitAsync(form, ("Input.Password", People.Password), ("Input.NewPassword", Fresh));

        Assert.Contains("other sessions are ended", done.Notice, StringComparison.Ordinal);
        Assert.Equal("/profile", (await here.OpenAsync("/profile")).Path);
        Assert.Equal("/account/login", (await there.OpenAsync("/profile")).Path);
        Assert.Equal("/account/login", (await thief.OpenAsync("/profile")).Path);
        await mailed.Smtp.WaitForAsync("bob@acme.test", "Your password was changed");
        Assert.Equal(
            "/profile",
            (await mailed.Host.OpenBrowser().GivePasswordAsync("/account/login", "bob", Fresh)).Path
        );
    }

    [Fact]
    public async Task A_change_keeps_the_refresh_tokens_of_this_session_and_ends_those_of_others()
    {
        await using var mailed = await MailedHost.StartAsync();
        var app = new RelyingParty(mailed.Host);
        var (here, there) = (mailed.Host.OpenBrowser(), mailed.Host.OpenBrowser());
        var ours = await app.RedeemAsync(await here.GivePasswordAsync(app.AuthorizeUrl(), "bob"));
        var theirs = await app.RedeemAsync(await there.GivePasswordAsync(app.AuthorizeUrl(), "bob"));

        var form = await here.OpenAsync("/profile/password");
        await here.SubmitAsync(form, ("Input.Password", People.Password), ("Input.NewPassword", Fresh));

        Assert.True((await app.RefreshAsync(ours.RefreshToken)).HasTokens);
        Assert.False((await app.RefreshAsync(theirs.RefreshToken)).HasTokens);
    }

    [Fact]
    public async Task A_change_needs_the_present_password_which_is_charged()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = mailed.Host.OpenBrowser();
        await browser.GivePasswordAsync("/account/login", "bob");
        var form = await browser.OpenAsync("/profile/password");

        for (var i = 0; i < 10; i++)
        {
            var refused = await browser.SubmitAsync(form, ("Input.Password", "no"), ("Input.NewPassword", Fresh));
            Assert.Contains("did not work", refused.Alert, StringComparison.Ordinal);
        }

        Assert.NotNull((await mailed.Host.GetStateAsync("bob")).LockedAt);
        var late = await browser.SubmitAsync(form, ("Input.Password", People.Password), ("Input.NewPassword", Fresh));
        Assert.NotNull(late.Alert);
        Assert.Equal(0, await mailed.Host.CountAuditAsync(AuditCode.PasswordChanged));
    }

    [Fact]
    public async Task A_change_needs_a_fresh_sign_in()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = mailed.Host.OpenBrowser();
        await browser.GivePasswordAsync("/account/login", "bob");
        var form = await browser.OpenAsync("/profile/password");
        mailed.Host.Clock.Advance(TimeSpan.FromMinutes(11));

        var posted = await browser.SubmitAsync(form, ("Input.Password", People.Password), ("Input.NewPassword", Fresh));
        Assert.Equal("/account/login", posted.Path);

        var again = await browser.SubmitAsync(posted, ("Input.UserName", "bob"), ("Input.Password", People.Password));
        Assert.Equal("/profile/password", again.Path);
    }

    [Fact]
    public async Task A_session_without_the_factor_that_its_user_has_by_now_changes_nothing()
    {
        await using var mailed = await MailedHost.StartAsync();
        var old = mailed.Host.OpenBrowser();
        await old.GivePasswordAsync("/account/login", "bob");
        var form = await old.OpenAsync("/profile/password");
        await mailed.Host.EnrolAsync("bob");

        var posted = await old.SubmitAsync(form, ("Input.Password", People.Password), ("Input.NewPassword", Fresh));

        Assert.Equal("/account/login", posted.Path);
        Assert.Equal("/account/login", (await old.OpenAsync("/profile/email")).Path);
    }

    [Fact]
    public async Task A_password_in_another_Unicode_form_is_the_same_password()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.ForgetPasswordAsync("bob", "bob@acme.test");
        const string composed = "caf\u00e9 au lait \u00e0 minuit";

        await mailed.FollowAsync(link, ("Input.NewPassword", composed));

        var typed = composed.Normalize(System.Text.NormalizationForm.FormD);
        Assert.Equal(
            "/profile",
            (await mailed.Host.OpenBrowser().GivePasswordAsync("/account/login", "bob", typed)).Path
        );
    }

    [Fact]
    public async Task A_password_of_a_megabyte_is_simply_wrong()
    {
        await using var mailed = await MailedHost.StartAsync();

        var refused = await mailed
            .Host.OpenBrowser()
            .GivePasswordAsync("/account/login", "bob", new string('x', 1024 * 1024));

        Assert.NotNull(refused.Alert);
        Assert.Equal(1, (await mailed.Host.GetStateAsync("bob")).PasswordFailures);
    }
}

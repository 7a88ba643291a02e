using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Mail;

public sealed class AddressFlowTests
{
    private const string New = "bob@elsewhere.test";

    [Fact]
    public async Task Without_MFA_a_code_from_the_present_address_comes_first()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = mailed.Host.OpenBrowser();
        await browser.GivePasswordAsync("/account/login", "bob");

        var awaiting = await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", New));
        var code = (await mailed.Smtp.WaitForAsync("bob@acme.test", "code to change")).Code;
        Assert.DoesNotContain(mailed.Smtp.List(), mail => mail.To == New);
        var sent = await browser.SubmitAsync(awaiting, ("Input.Code", code));

        Assert.Contains("on its way", sent.Notice, StringComparison.Ordinal);
        var link = (await mailed.Smtp.WaitForAsync(New, "Confirm")).Link;
        Assert.Equal("bob@acme.test", (await mailed.Host.FindUserAsync("bob")).Email);

        var done = await mailed.FollowAsync(link);

        Assert.NotNull(done.Notice);
        Assert.Equal(New, (await mailed.Host.FindUserAsync("bob")).Email);
        await mailed.Smtp.WaitForAsync("bob@acme.test", "mail address was changed");
        await mailed.Smtp.WaitForAsync(New, "mail address was changed");
        Assert.Equal("/profile", (await mailed.Host.OpenBrowser().GivePasswordAsync("/account/login", New)).Path);
    }

    [Fact]
    public async Task With_MFA_the_link_is_sent_at_once()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = await SignInAliceAsync(mailed);

        await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", "alice@elsewhere.test"));

        await mailed.FollowAsync((await mailed.Smtp.WaitForAsync("alice@elsewhere.test", "Confirm")).Link);
        Assert.Equal("alice@elsewhere.test", (await mailed.Host.FindUserAsync("alice")).Email);
    }

    [Theory]
    [InlineData("BOB@acme.test")]
    [InlineData("carol@globex.test")]
    public async Task An_address_that_leads_to_somebody_else_gets_the_same_answer_and_no_mail(string taken)
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = await SignInAliceAsync(mailed);
        var form = await browser.OpenAsync("/profile/email");
        await mailed.WaitUntilQuietAsync();
        mailed.Host.Statements.Take();

        var free = await browser.SubmitAsync(form, ("Input.Email", "free@elsewhere.test"));
        var freeStatements = mailed.Host.Statements.Take();
        var refused = await browser.SubmitAsync(form, ("Input.Email", taken));
        var takenStatements = mailed.Host.Statements.Take();

        Assert.Equal((free.Status, free.Notice, free.Alert), (refused.Status, refused.Notice, refused.Alert));
        await mailed.Smtp.WaitForAsync("free@elsewhere.test", "Confirm");
        await mailed.WaitUntilQuietAsync();
        Assert.DoesNotContain(mailed.Smtp.List(), mail => mail.To.Equals(taken, StringComparison.OrdinalIgnoreCase));
        // The first of an hour makes the row that counts.
        Assert.Equal(freeStatements.Count - 3, takenStatements.Count);
    }

    [Fact]
    public async Task An_address_that_is_taken_meanwhile_is_not_confirmed()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = await SignInAliceAsync(mailed);
        await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", New));
        var link = (await mailed.Smtp.WaitForAsync(New, "Confirm")).Link;
        await mailed.Host.SetAddressAsync("bob", New);

        Assert.NotNull((await mailed.FollowAsync(link)).Alert);
        Assert.Equal("alice@acme.test", (await mailed.Host.FindUserAsync("alice")).Email);
    }

    [Fact]
    public async Task Neither_MFA_nor_a_confirmed_address_means_asking_an_administrator()
    {
        await using var mailed = await MailedHost.StartAsync();
        await mailed.Host.UnconfirmAsync("bob");
        var browser = mailed.Host.OpenBrowser();
        await browser.GivePasswordAsync("/account/login", "bob");

        var refused = await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", New));

        Assert.Contains("administrator", refused.Alert, StringComparison.Ordinal);
        await mailed.WaitUntilQuietAsync();
        Assert.Empty(mailed.Smtp.List());
    }

    [Fact]
    public async Task Five_wrong_codes_use_a_code_up()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = mailed.Host.OpenBrowser();
        await browser.GivePasswordAsync("/account/login", "bob");
        var awaiting = await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", New));
        var code = (await mailed.Smtp.WaitForAsync("bob@acme.test", "code to change")).Code;

        var wrong = code[0] == '1' ? "2222 2222" : "1111 1111";
        for (var i = 0; i < 5; i++)
        {
            Assert.NotNull((await browser.SubmitAsync(awaiting, ("Input.Code", wrong))).Alert);
        }

        Assert.NotNull((await browser.SubmitAsync(awaiting, ("Input.Code", code))).Alert);
        await mailed.WaitUntilQuietAsync();
        Assert.DoesNotContain(mailed.Smtp.List(), mail => mail.To == New);
    }

    [Fact]
    public async Task A_code_is_good_in_its_own_session_only()
    {
        await using var mailed = await MailedHost.StartAsync();
        var (browser, other) = (mailed.Host.OpenBrowser(), mailed.Host.OpenBrowser());
        await browser.GivePasswordAsync("/account/login", "bob");
        await other.GivePasswordAsync("/account/login", "bob");
        await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", New));
        var code = (await mailed.Smtp.WaitForAsync("bob@acme.test", "code to change")).Code;

        var form = await other.OpenAsync("/profile/email");
        var refused = await other.SubmitAsync(
            form with
            {
                Address = new Uri(form.Address, "/profile/email?handler=Code"),
            },
            ("Input.Code", code)
        );

        Assert.NotNull(refused.Alert);
    }

    [Fact]
    public async Task A_change_goes_on_after_a_restart()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = mailed.Host.OpenBrowser();
        await browser.GivePasswordAsync("/account/login", "bob");
        await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", New));
        var code = (await mailed.Smtp.WaitForAsync("bob@acme.test", "code to change")).Code;

        await mailed.RestartAsync();
        browser = mailed.Host.OpenBrowser(browser.Cookies);
        await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Code", code));
        var link = (await mailed.Smtp.WaitForAsync(New, "Confirm")).Link;
        await mailed.RestartAsync();

        Assert.NotNull((await mailed.FollowAsync(link)).Notice);
    }

    [Fact]
    public async Task Parallel_confirmations_change_the_address_once()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = await SignInAliceAsync(mailed);
        await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", New));
        var form = await browser.OpenAsync((await mailed.Smtp.WaitForAsync(New, "Confirm")).Link);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => browser.SubmitAsync(form)));

        Assert.Equal(1, await mailed.Host.CountAuditAsync(AuditCode.AddressChanged));
    }

    [Fact]
    public async Task A_reset_of_the_password_ends_the_change_that_a_thief_began()
    {
        await using var mailed = await MailedHost.StartAsync();
        var thief = await SignInAliceAsync(mailed);
        await thief.SubmitAsync(await thief.OpenAsync("/profile/email"), ("Input.Email", New));
        var theirs = (await mailed.Smtp.WaitForAsync(New, "Confirm")).Link;

        var link = await mailed.ForgetPasswordAsync("alice", "alice@acme.test");
        await mailed.FollowAsync(link, ("Input.NewPassword", "purple lantern over the harbour"));

        Assert.NotNull((await mailed.FollowDeadAsync(theirs)).Alert);
        Assert.Equal("alice@acme.test", (await mailed.Host.FindUserAsync("alice")).Email);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b@c.test")]
    [InlineData("Bob <bob@elsewhere.test>")]
    [InlineData("bob@elsewhere.test\r\nBcc: all@acme.test")]
    [InlineData("")]
    public async Task What_is_no_address_is_refused(string typed)
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = await SignInAliceAsync(mailed);

        var refused = await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", typed));

        Assert.Contains("no mail address", refused.Alert, StringComparison.Ordinal);
    }

    private static async Task<Browser> SignInAliceAsync(MailedHost mailed)
    {
        var browser = mailed.Host.OpenBrowser();
        await browser.SignInAsync("/account/login", "alice", mailed.Host.CodeOf(People.AliceKey));
        return browser;
    }
}

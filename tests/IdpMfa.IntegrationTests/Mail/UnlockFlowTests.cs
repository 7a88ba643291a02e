using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Mail;

public sealed class UnlockFlowTests
{
    [Fact]
    public async Task A_lock_mails_one_link_and_the_right_name_unlocks_by_it()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.LockAndReadLinkAsync("alice", "acme");

        var done = await mailed.FollowAsync(link, ("Input.UserName", "alice"));

        Assert.Contains("can sign in again", done.Notice, StringComparison.Ordinal);
        var step = await mailed.Host.OpenBrowser().GivePasswordAsync("/account/login", "alice");
        Assert.Equal("/account/mfa", step.Path);
        await mailed.WaitUntilQuietAsync();
        Assert.Single(mailed.Smtp.List());
        Assert.Equal(1, await mailed.Host.CountAuditAsync(AuditCode.SignInUnlocked));
    }

    [Fact]
    public async Task Parallel_locks_mail_one_link()
    {
        await using var mailed = await MailedHost.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => mailed.LockAsync("alice")));

        await mailed.Smtp.WaitForAsync("alice@acme.test", "Unlock");
        await mailed.WaitUntilQuietAsync();
        Assert.Single(mailed.Smtp.List());
    }

    [Fact]
    public async Task A_lock_by_wrong_codes_is_unlocked_alike_and_keeps_the_factor()
    {
        await using var mailed = await MailedHost.StartAsync();
        var thief = mailed.Host.OpenBrowser();
        var step = await thief.GivePasswordAsync("/account/login", "alice");
        await thief.GiveWrongCodesAsync(mailed.Host, step, 10);
        var link = (await mailed.Smtp.WaitForAsync("alice@acme.test", "Unlock")).Link;

        await mailed.FollowAsync(link, ("Input.UserName", "ALICE@acme.test"));

        var profile = await mailed
            .Host.OpenBrowser()
            .SignInAsync("/account/login", "alice", mailed.Host.CodeOf(People.AliceKey));
        Assert.Equal("/profile", profile.Path);
    }

    [Fact]
    public async Task A_link_works_after_a_restart()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.LockAndReadLinkAsync("alice", "acme");
        var browser = mailed.Host.OpenBrowser();
        var form = await browser.OpenAsync(link);

        await mailed.RestartAsync();

        var done = await mailed.Host.OpenBrowser(browser.Cookies).SubmitAsync(form, ("Input.UserName", "alice"));
        Assert.Contains("can sign in again", done.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_click_gets_the_same_answer_and_unlocks_once()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.LockAndReadLinkAsync("alice", "acme");
        var browser = mailed.Host.OpenBrowser();
        var form = await browser.OpenAsync(link);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => browser.SubmitAsync(form, ("Input.UserName", "alice")))
        );

        Assert.All(answers, answer => Assert.NotNull(answer.Notice));
        Assert.Equal(1, await mailed.Host.CountAuditAsync(AuditCode.SignInUnlocked));
    }

    [Fact]
    public async Task A_link_can_be_asked_for_again_and_ends_the_one_before()
    {
        await using var mailed = await MailedHost.StartAsync();
        var first = await mailed.LockAndReadLinkAsync("alice", "acme");

        await mailed.AskAsync("/account/unlock", "alice@acme.test");

        var second = (await mailed.Smtp.WaitForAsync("alice@acme.test", "Unlock", count: 2)).Link;
        Assert.NotNull((await mailed.Host.OpenBrowser().OpenAsync(first)).Alert);
        var done = await mailed.FollowAsync(second, ("Input.UserName", "alice"));
        Assert.Contains("can sign in again", done.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_not_locked_gets_no_unlock_mail()
    {
        await using var mailed = await MailedHost.StartAsync();

        var asked = await mailed.AskAsync("/account/unlock", "alice");

        Assert.Contains("on its way", asked.Notice, StringComparison.Ordinal);
        await mailed.WaitUntilQuietAsync();
        Assert.Empty(mailed.Smtp.List());
    }

    [Fact]
    public async Task A_user_without_a_confirmed_address_gets_no_link()
    {
        await using var mailed = await MailedHost.StartAsync();
        await mailed.Host.UnconfirmAsync("bob");

        await mailed.LockAsync("bob");
        await mailed.AskAsync("/account/unlock", "bob");
        await mailed.AskAsync("/account/forgot-password", "bob");

        await mailed.WaitUntilQuietAsync();
        Assert.Empty(mailed.Smtp.List());
        Assert.NotNull((await mailed.Host.GetStateAsync("bob")).LockedAt);
    }

    [Fact]
    public async Task The_page_asks_for_a_name_before_it_mails_or_unlocks()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.LockAndReadLinkAsync("alice", "acme");

        Assert.NotNull((await mailed.AskAsync("/account/unlock", " ")).Alert);
        Assert.NotNull((await mailed.FollowAsync(link, ("Input.UserName", ""))).Alert);
        Assert.NotNull((await mailed.AskAsync("/account/forgot-password", "")).Alert);

        Assert.NotNull((await mailed.Host.GetStateAsync("alice")).LockedAt);
    }
}

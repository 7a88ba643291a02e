using System.Net;
using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.IntegrationTests.Mail;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Misuse of unlock and reset links.</summary>
public sealed class MailedLinks
{
    private const string Fresh = "purple lantern over the harbour";

    [Fact]
    public async Task Attack_37_Scanners_that_open_links_change_nothing()
    {
        await using var mailed = await MailedHost.StartAsync();
        var unlock = await mailed.LockAndReadLinkAsync("alice", "acme");
        var reset = await mailed.ForgetPasswordAsync("alice", "alice@acme.test");
        var scanner = mailed.Host.OpenBrowser();

        for (var i = 0; i < 20; i++)
        {
            foreach (var link in new[] { unlock, reset })
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
                {
                    using var answer = await scanner.SendAsync(new HttpRequestMessage(method, link));
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                }
            }
        }

        Assert.NotNull((await mailed.Host.GetStateAsync("alice")).LockedAt);
        Assert.NotNull((await mailed.FollowAsync(unlock, ("Input.UserName", "alice"))).Notice);
        Assert.NotNull((await mailed.FollowAsync(reset, ("Input.NewPassword", Fresh))).Notice);
    }

    [Fact]
    public async Task Attack_37_Scanners_that_submit_forms_unlock_nothing()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.LockAndReadLinkAsync("alice", "acme");

        await mailed.FollowAsync(link);
        await mailed.FollowAsync(link, ("Input.UserName", "test"));
        await mailed.FollowAsync(link, ("Input.UserName", "bob"));
        using var bare = await mailed
            .Host.OpenBrowser()
            .SendAsync(
                new HttpRequestMessage(HttpMethod.Post, link)
                {
                    Content = new FormUrlEncodedContent([new("Input.UserName", "alice")]),
                }
            );

        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.NotNull((await mailed.Host.GetStateAsync("alice")).LockedAt);
        Assert.NotNull((await mailed.FollowAsync(link, ("Input.UserName", "alice"))).Notice);
    }

    [Fact]
    public async Task Attack_37_The_fifth_wrong_name_uses_an_unlock_link_up()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.LockAndReadLinkAsync("alice", "acme");
        var browser = mailed.Host.OpenBrowser();
        var form = await browser.OpenAsync(link);

        for (var i = 0; i < 5; i++)
        {
            Assert.NotNull((await browser.SubmitAsync(form, ("Input.UserName", $"guess {i}"))).Alert);
        }

        Assert.NotNull((await browser.SubmitAsync(form, ("Input.UserName", "alice"))).Alert);
        Assert.NotNull((await mailed.Host.GetStateAsync("alice")).LockedAt);
    }

    [Fact]
    public async Task Attack_38_A_link_for_one_thing_is_none_for_another()
    {
        await using var mailed = await MailedHost.StartAsync();
        var unlock = await mailed.LockAndReadLinkAsync("alice", "acme");
        var reset = await mailed.ForgetPasswordAsync("alice", "alice@acme.test");

        foreach (var path in new[] { "/account/unlock", "/account/reset-password", "/account/confirm-email" })
        {
            foreach (var link in new[] { unlock, reset })
            {
                if (!link.StartsWith(path, StringComparison.Ordinal))
                {
                    var page = await mailed.FollowDeadAsync(
                        $"{path}{link[link.IndexOf('?', StringComparison.Ordinal)..]}"
                    );
                    Assert.NotNull(page.Alert);
                }
            }
        }
    }

    [Fact]
    public async Task Attack_38_A_link_is_dead_after_use_after_its_time_and_after_a_newer_one()
    {
        await using var mailed = await MailedHost.StartAsync();
        var first = await mailed.ForgetPasswordAsync("bob", "bob@acme.test");
        var second = await mailed.ForgetPasswordAsync("bob", "bob@acme.test", count: 2);

        Assert.NotNull((await mailed.FollowDeadAsync(first)).Alert);
        Assert.NotNull((await mailed.FollowAsync(second, ("Input.NewPassword", Fresh))).Notice);
        Assert.NotNull((await mailed.FollowDeadAsync(second)).Alert);

        var unlock = await mailed.LockAndReadLinkAsync("alice", "acme");
        var late = await mailed.ForgetPasswordAsync("alice", "alice@acme.test");
        mailed.Host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.NotNull((await mailed.FollowDeadAsync(late)).Alert);
        Assert.Null((await mailed.FollowDeadAsync(unlock)).Alert);
        mailed.Host.Clock.Advance(TimeSpan.FromHours(23));
        Assert.NotNull((await mailed.FollowDeadAsync(unlock)).Alert);
    }

    [Fact]
    public async Task Attack_38_Links_to_an_address_that_was_changed_are_dead()
    {
        await using var mailed = await MailedHost.StartAsync();
        var reset = await mailed.ForgetPasswordAsync("alice", "alice@acme.test");
        var browser = mailed.Host.OpenBrowser();
        await browser.SignInAsync("/account/login", "alice", mailed.Host.CodeOf(People.AliceKey));
        await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", "a@elsewhere.test"));

        await mailed.FollowAsync((await mailed.Smtp.WaitForAsync("a@elsewhere.test", "Confirm")).Link);

        Assert.NotNull((await mailed.FollowDeadAsync(reset)).Alert);
    }

    [Fact]
    public async Task Attack_38_Fifty_parallel_uses_of_an_unlock_link_unlock_once()
    {
        await using var mailed = await MailedHost.StartAsync();
        var link = await mailed.LockAndReadLinkAsync("alice", "acme");
        var browser = mailed.Host.OpenBrowser();
        var form = await browser.OpenAsync(link);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => browser.SubmitAsync(form, ("Input.UserName", "alice"))));

        Assert.Equal(1, await mailed.Host.CountAuditAsync(AuditCode.SignInUnlocked));
    }

    [Fact]
    public async Task Attack_41_Links_begin_with_the_issuer_whatever_host_was_asked()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = mailed.Host.OpenBrowser();
        var form = await browser.OpenAsync("/account/forgot-password");
        var token = form.Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/forgot-password")
        {
            Content = new FormUrlEncodedContent([
                new("Input.UserName", "bob"),
                new("__RequestVerificationToken", token),
            ]),
        };
        request.Headers.Host = "evil.test";
        request.Headers.Add("X-Forwarded-Host", "evil.test");
        request.Headers.Add("Forwarded", "host=evil.test");

        using var answer = await browser.SendAsync(request);

        var mail = await mailed.Smtp.WaitForAsync("bob@acme.test", "Choose a new password");
        Assert.Contains("http://127.0.0.1:5000/account/reset-password?token=", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", mail.Text + mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attack_32_A_hundred_requests_in_an_hour_mail_three_times_with_the_same_answer()
    {
        await using var mailed = await MailedHost.StartAsync();
        var browser = mailed.Host.OpenBrowser();
        var form = await browser.OpenAsync("/account/forgot-password");
        var answers = new HashSet<string?>();

        for (var i = 0; i < 100; i++)
        {
            answers.Add((await browser.SubmitAsync(form, ("Input.UserName", "bob"))).Notice);
        }

        await mailed.WaitUntilQuietAsync();
        Assert.Single(answers);
        Assert.Equal(3, mailed.Smtp.List().Count);
        mailed.Host.Clock.Advance(TimeSpan.FromHours(1));
        await browser.SubmitAsync(form, ("Input.UserName", "bob"));
        await mailed.Smtp.WaitForAsync("bob@acme.test", "Choose a new password", count: 4);
    }

    [Fact]
    public async Task Attack_50_No_link_code_password_or_address_is_in_the_log()
    {
        await using var mailed = await MailedHost.StartAsync();
        var unlock = await mailed.LockAndReadLinkAsync("alice", "acme");
        var reset = await mailed.ForgetPasswordAsync("alice", "alice@acme.test");
        await mailed.FollowAsync(unlock, ("Input.UserName", "alice"));
        await mailed.FollowAsync(reset, ("Input.NewPassword", Fresh));
        var browser = mailed.Host.OpenBrowser();
        await browser.GivePasswordAsync("/account/login", "bob");
        await browser.SubmitAsync(await browser.OpenAsync("/profile/email"), ("Input.Email", "b@elsewhere.test"));
        var code = (await mailed.Smtp.WaitForAsync("bob@acme.test", "code to change")).Code;
        await mailed.WaitUntilQuietAsync();

        Assert.All(
            new[]
            {
                unlock[^43..],
                reset[^43..],
                code,
                code.Replace(" ", "", StringComparison.Ordinal),
                Fresh,
                "@acme.test",
                "@elsewhere.test",
            },
            secret => Assert.DoesNotContain(secret, mailed.Host.Log.Text, StringComparison.Ordinal)
        );
    }
}

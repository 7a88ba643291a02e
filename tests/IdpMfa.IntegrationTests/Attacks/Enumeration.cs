using System.Text.RegularExpressions;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.IntegrationTests.Mail;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>What pages tell of the names that they were given.</summary>
public sealed partial class Enumeration
{
    [Theory]
    [InlineData("/account/forgot-password")]
    [InlineData("/account/unlock")]
    public async Task Attack_29_A_page_that_mails_answers_every_name_alike(string path)
    {
        await using var mailed = await PrepareAsync();
        var answers = new List<(int Status, string Body, string Headers, int Statements)>();

        foreach (var name in Names)
        {
            var browser = mailed.Host.OpenBrowser();
            var form = await browser.OpenAsync(path);
            mailed.Host.Statements.Take();
            var answer = await browser.SubmitAsync(form, ("Input.UserName", name));
            answers.Add(Describe(answer, mailed.Host.Statements.Take().Count));
        }

        Assert.Single(answers.Distinct());
        Assert.Equal(1, answers[0].Statements);
    }

    [Fact]
    public async Task Attack_29_A_login_with_a_wrong_password_answers_every_name_alike()
    {
        await using var mailed = await PrepareAsync();
        var answers = new List<(int Status, string Body, string Headers)>();

        foreach (var name in Names)
        {
            var browser = mailed.Host.OpenBrowser();
            var form = await browser.OpenAsync("/account/login");
            var answer = await browser.SubmitAsync(
                form,
                ("Input.UserName", name),
                ("Input.Password", "not the password")
            );
            var (status, body, headers, _) = Describe(answer, 0);
            answers.Add((status, body.Replace(name, "NAME", StringComparison.Ordinal), headers));
        }

        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task Attack_29_An_unknown_link_looks_as_one_that_is_used_up()
    {
        await using var mailed = await MailedHost.StartAsync();
        var used = await mailed.LockAndReadLinkAsync("alice", "acme");
        await mailed.FollowAsync(used, ("Input.UserName", "alice"));
        mailed.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var unknown = used[..^43] + new string('A', 43);

        var (first, second) = (await mailed.FollowDeadAsync(used), await mailed.FollowDeadAsync(unknown));

        Assert.Equal(Describe(first, 0), Describe(second, 0));
    }

    private static string[] Names { get; } = ["alice", "bob", "erin", "quentin", "nobody", "nobody@acme.test"];

    /// <summary>alice is locked, bob disabled, erin unconfirmed, quentin as he should be; the others are nobody.</summary>
    private static async Task<MailedHost> PrepareAsync()
    {
        var mailed = await MailedHost.StartAsync();
        await mailed.LockAsync("alice");
        await mailed.Host.DisableAsync("bob");
        await mailed.Host.UnconfirmAsync("erin");
        return mailed;
    }

    private static (int Status, string Body, string Headers, int Statements) Describe(Page page, int statements) =>
        (
            (int)page.Status,
            Token().Replace(page.Html, ""),
            string.Join(
                '\n',
                page.Response.Headers.Concat(page.Response.Content.Headers)
                    .Where(header => header.Key is not ("Set-Cookie" or "Date"))
                    .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
                    .Order(StringComparer.Ordinal)
            ),
            statements
        );

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}

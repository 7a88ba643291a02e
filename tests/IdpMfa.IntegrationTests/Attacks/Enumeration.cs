using System.Text.RegularExpressions;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Users;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.IntegrationTests.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>What pages tell of the names that they were given.</summary>
public sealed partial class Enumeration(ITestOutputHelper output)
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

    /// <summary>alice is locked, bob disabled, quentin as he should be, erin never tried to sign in; the others are nobody.</summary>
    [Fact]
    public async Task Attack_30_A_refused_password_sends_the_database_the_same_for_every_name()
    {
        await using var mailed = await PrepareAsync();
        await mailed.Host.InScopeAsync(async services =>
        {
            // The first charge of a row makes it.
            var rows = services.GetRequiredService<IAttemptStore>();
            for (var number = 0; number < 64; number++)
            {
                var nobody = UserId.From($"(nobody {number})");
                await rows.EnsureExistsAsync(nobody, TestContext.Current.CancellationToken);
            }

            return true;
        });

        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            sent[name] = await RefuseAsync(name);
        }

        output.WriteLine(string.Join('\n', sent.Select(entry => $"{entry.Key}: {entry.Value}")));
        Assert.Equal("SELECT, SELECT, UPDATE, UPDATE, INSERT", Assert.Single(sent.Values.Distinct()));

        async Task<string> RefuseAsync(string name)
        {
            var browser = mailed.Host.OpenBrowser();
            var form = await browser.OpenAsync("/account/login");
            mailed.Host.Statements.Take();
            await browser.SubmitAsync(form, ("Input.UserName", name), ("Input.Password", "not the password"));
            return string.Join(
                ", ",
                mailed
                    .Host.Statements.Take()
                    .Select(text =>
                        text.Replace("SET AUTOCOMMIT = 1;", "", StringComparison.Ordinal).Trim().Split(' ', '\n')[0]
                    )
            );
        }
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

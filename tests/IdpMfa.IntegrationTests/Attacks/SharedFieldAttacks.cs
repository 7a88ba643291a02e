using IdpMfa.Core.Audit;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>One field takes a code or a recovery token: its answer must not say which was how wrong.</summary>
public sealed class SharedFieldAttacks
{
    private const string WrongToken = "0000-0000-0000-0000-0000-0000";

    [Fact]
    public async Task Attack_54_Every_refused_value_gets_the_same_answer_and_counts_once()
    {
        await using var host = await IdpHost.StartAsync();
        var code = host.CodeOf(People.AliceKey);
        await host.SignInAsync("alice", code);
        var step = await host.OpenCodeStepAsync();
        string[] typed =
        [
            host.WrongCodeOf(People.AliceKey),
            code,
            WrongToken,
            "0123-4567-89AB-CDEF-GHJK-MNPX",
            "what is this?",
            "",
        ];

        var pages = new List<Page>();
        foreach (var one in typed)
        {
            pages.Add(await step.TypeAsync(one));
        }

        Assert.NotNull(pages[0].Alert);
        Assert.All(
            pages,
            page =>
            {
                Assert.Equal((pages[0].Status, pages[0].Path, pages[0].Text), (page.Status, page.Path, page.Text));
                Assert.Equal(HeadersOf(pages[0]), HeadersOf(page));
            }
        );
        Assert.Equal(typed.Length, (await host.GetStateAsync("alice")).SecondFactorFailures);
        var reasons = (await host.ListAuditAsync(AuditCode.SecondFactorRefused)).Select(row => row.Reason).ToList();
        Assert.Contains(AuditReason.WrongCode, reasons);
        Assert.Contains(AuditReason.WrongRecoveryToken, reasons);
        Assert.Contains(AuditReason.NotACode, reasons);
    }

    [Fact]
    public async Task Attack_54_A_wrong_code_and_a_wrong_token_cost_about_the_same_work()
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync();
        var counts = new List<int>();

        foreach (var typed in new[] { host.WrongCodeOf(People.AliceKey), WrongToken })
        {
            await step.TypeAsync(typed);
            host.Statements.Take();
            await step.TypeAsync(typed);
            counts.Add(host.Statements.Take().Count);
        }

        // Neither decrypts more than one key or hashes more than one token; a statement more or less is no class of its own.
        Assert.InRange(counts[0] - counts[1], -1, 1);
    }

    [Fact]
    public async Task Attack_54_A_token_is_looked_for_among_the_users_own_only()
    {
        await using var host = await IdpHost.StartAsync();
        var (_, token) = await host.EnrolAsync("bob");
        var step = await host.OpenCodeStepAsync();

        var anothers = await step.TypeAsync(token);
        var nobodys = await step.TypeAsync(WrongToken);

        Assert.Equal((nobodys.Status, nobodys.Text), (anothers.Status, anothers.Text));
        Assert.All(
            await host.ListAuditAsync(AuditCode.SecondFactorRefused),
            row => Assert.Equal(AuditReason.WrongRecoveryToken, row.Reason)
        );
        Assert.True(await host.CanSignInAsync("bob", token));
    }

    private static string HeadersOf(Page page) =>
        string.Join(
            '\n',
            page.Response.Headers.Concat(page.Response.Content.Headers)
                .Where(header => header.Key != "Content-Length")
                .Select(header => $"{header.Key}: {string.Join(',', header.Value)}")
                .Order(StringComparer.Ordinal)
        );
}

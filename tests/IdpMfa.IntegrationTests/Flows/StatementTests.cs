using System.Globalization;
using System.Net;
using System.Text;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class StatementTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Each_step_sends_the_database_as_many_statements_as_it_did_and_no_more()
    {
        await using var host = await IdpHost.StartAsync();
        var cookies = new CookieContainer();
        await RunAsync(host, cookies);
        host.Clock.Advance(TimeSpan.FromSeconds(30));

        // The same browser once more, signed out: a new one would be told to the user by mail.
        foreach (var cookie in cookies.GetAllCookies().Where(cookie => cookie.Name != "IdpMfa.Browser"))
        {
            cookie.Expired = true;
        }

        var table = await RunAsync(host, cookies);

        output.WriteLine(Print(table));
        Assert.Equal(
            [
                ("login page", 2),
                ("password, MFA next", 8),
                ("code", 15),
                ("authorize after the sign-in", 11),
                ("token", 9),
                ("refresh", 9),
                ("userinfo", 4),
                ("discovery", 0),
                ("JWKS", 0),
            ],
            table.Select(row => (row.Step, row.Statements.Count))
        );
    }

    private static async Task<List<(string Step, IReadOnlyList<string> Statements)>> RunAsync(
        IdpHost host,
        CookieContainer cookies
    )
    {
        var table = new List<(string, IReadOnlyList<string>)>();
        void Note(string step) => table.Add((step, host.Statements.Take()));
        var browser = host.OpenBrowser(cookies);
        var app = new RelyingParty(host);
        var begun = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Get, app.AuthorizeUrl()));

        host.Statements.Take();
        var login = await browser.FollowAsync(begun);
        Note("login page");
        var password = await browser.PostAsync(login, ("Input.UserName", "alice"), ("Input.Password", People.Password));
        Note("password, MFA next");
        var step = await browser.FollowAsync(password);
        host.Statements.Take();
        var code = await browser.PostAsync(step, ("Input.Code", host.CodeOf(People.AliceKey)));
        Note("code");
        var callback = await browser.FollowAsync(code);
        Note("authorize after the sign-in");
        var tokens = await app.RedeemAsync(callback);
        Note("token");
        var refreshed = await app.RefreshAsync(tokens.RefreshToken);
        Note("refresh");
        await app.GetUserInfoAsync(refreshed.AccessToken);
        Note("userinfo");
        await browser.OpenAsync("/.well-known/openid-configuration");
        Note("discovery");
        await browser.OpenAsync("/.well-known/jwks");
        Note("JWKS");
        return table;
    }

    private static string Print(List<(string Step, IReadOnlyList<string> Statements)> table)
    {
        var text = new StringBuilder();
        foreach (var (step, statements) in table)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{step, -28} {statements.Count, 3}");
        }

        foreach (var (step, statements) in table)
        {
            foreach (var statement in statements)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{step}: {statement.ReplaceLineEndings(" ")}");
            }
        }

        return text.ToString();
    }
}

using System.Net;
using System.Text.RegularExpressions;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Attacks;

public sealed class LeakAttacks
{
    /// <summary>What an operator may switch on to find a fault.</summary>
    private static readonly string[] Everything =
    [
        "--Logging:LogLevel:Default",
        "Debug",
        "--Logging:LogLevel:Microsoft.AspNetCore",
        "Debug",
        "--Logging:LogLevel:Microsoft.AspNetCore.DataProtection",
        "Debug",
        "--Logging:LogLevel:Microsoft.EntityFrameworkCore",
        "Debug",
        "--Logging:LogLevel:OpenIddict",
        "Debug",
    ];

    [Fact]
    public async Task Attack_50_Neither_log_nor_audit_nor_trace_nor_metric_has_a_secret_after_a_whole_run()
    {
        await using var host = await IdpHost.StartAsync(new IdpHostSettings { Configuration = Everything });
        using var telemetry = new CollectedTelemetry();

        var secrets = await LiveAsync(host);

        var texts = new (string Name, string Text)[]
        {
            ("log", host.Log.Text),
            ("audit", string.Join('\n', await host.ListAuditAsync())),
            ("telemetry", telemetry.Text),
        };
        Assert.All(texts, text => Assert.True(text.Text.Length > 1_000, text.Name));
        Assert.All(
            secrets,
            secret =>
            {
                Assert.True(secret.Value.Length >= 6, secret.Name);
                Assert.All(texts, text => Assert.Null(FindLine(text, secret)));
            }
        );
    }

    [Fact]
    public async Task Attack_50_A_failure_of_the_database_in_the_middle_logs_no_secret()
    {
        await using var host = await IdpHost.StartAsync(new IdpHostSettings { Configuration = Everything });
        var step = await host.OpenCodeStepAsync();
        var code = host.CodeOf(People.AliceKey);
        await host.QueryAsync(db => db.Database.ExecuteSqlRawAsync("DROP TABLE MfaTotpCredentials"));

        var failed = await step.TypeAsync(code);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.Status);
        Assert.Matches("no such table|doesn't exist", host.Log.Text);
        foreach (
            var secret in new[]
            {
                ("code", code),
                ("password", People.Password),
                ("key", People.AliceKey),
                ("cookie", step.Browser.CookieOf("Pending")!),
            }
        )
        {
            Assert.Null(FindLine(("log", host.Log.Text), secret));
            Assert.Null(FindLine(("page", failed.Html), secret));
        }
    }

    [Fact]
    public async Task An_audit_row_names_who_where_and_why()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();

        var step = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), "alice");
        await browser.SubmitAsync(step, ("Input.Code", "wrong"));

        var refusal = Assert.Single(await host.ListAuditAsync("second_factor_refused"));
        Assert.Equal(
            ("not_a_code", (await host.FindUserAsync("alice")).Id, "acme", "web"),
            (refusal.Reason, refusal.Subject!.Value, refusal.TenantId, refusal.ClientId)
        );
    }

    /// <summary>Everything that a user and an application do, and every secret that occurred.</summary>
    private static async Task<List<(string Name, string Value)>> LiveAsync(IdpHost host)
    {
        const string wrongPassword = "wrong-password-of-the-test";
        var secrets = new List<(string, string)>
        {
            ("password", People.Password),
            ("password in a form", People.Password.Replace(' ', '+')),
            ("wrong password", wrongPassword),
            ("key", People.AliceKey),
            ("recovery token", People.AliceToken),
            ("recovery token without dashes", People.AliceToken.Replace("-", "", StringComparison.Ordinal)),
            ("client secret", RelyingParty.SecretOf("web")),
        };
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);

        await browser.GivePasswordAsync(app.AuthorizeUrl(), "alice", wrongPassword);
        var step = await browser.GivePasswordAsync(app.AuthorizeUrl(), "alice");
        step = await browser.SubmitAsync(step, ("Input.Code", host.WrongCodeOf(People.AliceKey)));
        var code = host.CodeOf(People.AliceKey);
        var callback = await browser.SubmitAsync(step, ("Input.Code", code));
        var tokens = await app.RedeemAsync(callback);
        var refreshed = await app.RefreshAsync(tokens.RefreshToken);
        await app.GetUserInfoAsync(refreshed.AccessToken);
        await app.RedeemAsync(callback);
        var made = await browser.SubmitAsync(await browser.OpenAsync("/profile/mfa"));
        await browser.OpenAsync($"/connect/endsession?id_token_hint={tokens.IdToken}");
        await browser.SubmitAsync(await browser.OpenAsync("/account/logout"));
        await browser.SignInAsync(app.AuthorizeUrl(), "alice", made.DataOf("data-recovery-token")!);

        var newcomer = host.OpenBrowser();
        var setUp = await newcomer.GivePasswordAsync(app.AuthorizeUrl(), "carol");
        var setUpCode = host.CodeOf(setUp.DataOf("data-mfa-key")!);
        await newcomer.SubmitAsync(setUp, ("Input.Code", host.WrongCodeOf(People.AliceKey)));
        var done = await newcomer.SubmitAsync(setUp, ("Input.Code", setUpCode));

        // Setting up again, disabling, and a silent request.
        var again = await browser.OpenAsync("/account/mfa/setup");
        var againCode = host.CodeOf(again.DataOf("data-mfa-key")!);
        var replaced = await browser.SubmitAsync(again, ("Input.Code", againCode));
        var profile = await browser.OpenAsync("/profile/mfa");
        await browser.SubmitAsync(profile, profile.FormOf("form[action='/profile/mfa/disable']"));
        await browser.ProbeAsync(app);

        secrets.AddRange([
            ("wrong code", host.WrongCodeOf(People.AliceKey)),
            ("code", code),
            ("set-up code", setUpCode),
            ("authorization code", callback.Parameter("code")!),
            ("access token", SignatureOf(tokens.AccessToken)),
            ("id token", SignatureOf(tokens.IdToken)),
            ("refresh token", tokens.RefreshToken),
            ("new refresh token", refreshed.RefreshToken),
            ("new recovery token", made.DataOf("data-recovery-token")!),
            ("new key", setUp.DataOf("data-mfa-key")!),
            ("set-up's recovery token", done.DataOf("data-recovery-token")!),
            ("second new key", again.DataOf("data-mfa-key")!),
            ("code of the second set-up", againCode),
            ("second set-up's recovery token", replaced.DataOf("data-recovery-token")!),
        ]);
        foreach (
            var cookie in browser
                .SetCookies.Concat(newcomer.SetCookies)
                .Select(ValueOf)
                .Where(value => value.Length > 0)
        )
        {
            secrets.Add(("cookie", cookie));
        }

        return secrets;
    }

    private static string SignatureOf(string token) => token.Split('.')[^1];

    private static string ValueOf(string setCookie) => setCookie.Split(';')[0].Split('=', 2)[1];

    /// <summary>Six digits may stand in any long id: codes are looked for as words of their own.</summary>
    private static string? FindLine((string Name, string Text) text, (string Name, string Value) secret)
    {
        var pattern = $"(?<![0-9a-z]){Regex.Escape(secret.Value)}(?![0-9a-z])";
        var line = text
            .Text.Split('\n')
            .FirstOrDefault(line =>
                secret.Value.Length > 8
                    ? line.Contains(secret.Value, StringComparison.OrdinalIgnoreCase)
                    : Regex.IsMatch(line, pattern, RegexOptions.IgnoreCase)
            );
        return line is null ? null : $"{secret.Name} is in the {text.Name}: {line}";
    }
}

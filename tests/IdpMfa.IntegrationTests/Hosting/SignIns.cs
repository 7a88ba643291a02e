using IdpMfa.Core.Totp;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>The steps that tests take over and over.</summary>
internal static class SignIns
{
    /// <summary>The code that an authenticator with this key shows now.</summary>
    public static string CodeOf(this IdpHost host, string base32Key, int steps = 0)
    {
        TotpSecret.TryParseBase32(base32Key, out var secret);
        return TotpAlgorithm.CodeAt(secret!, TotpAlgorithm.StepAt(host.Clock.GetUtcNow()) + steps);
    }

    /// <summary>From the application to the page after the password.</summary>
    public static async Task<Page> GivePasswordAsync(
        this Browser browser,
        string url,
        string userName,
        string password = People.Password
    )
    {
        var login = await browser.OpenAsync(url);
        return await browser.SubmitAsync(login, ("Input.UserName", userName), ("Input.Password", password));
    }

    /// <summary>From the application through both steps.</summary>
    public static async Task<Page> SignInAsync(this Browser browser, string url, string userName, string code)
    {
        var step = await browser.GivePasswordAsync(url, userName);
        return await browser.SubmitAsync(step, ("Input.Code", code));
    }

    /// <summary>Sets up an authenticator on the page that shows its key.</summary>
    public static async Task<Page> ConfirmSetUpAsync(this Browser browser, IdpHost host, Page setUp)
    {
        var key =
            setUp.DataOf("data-mfa-key")
            ?? throw new InvalidOperationException($"No key: {setUp.Address} {setUp.Text}");
        return await browser.SubmitAsync(setUp, ("Input.Code", host.CodeOf(key)));
    }

    /// <summary>A code that is right at no time near now.</summary>
    public static string WrongCodeOf(this IdpHost host, string base32Key) => host.CodeOf(base32Key, steps: 1000);

    /// <summary>Types wrong codes until the step has had enough, or as many as told.</summary>
    public static async Task<Page> GiveWrongCodesAsync(
        this Browser browser,
        IdpHost host,
        Page step,
        int times,
        string key = People.AliceKey
    )
    {
        for (var i = 0; i < times; i++)
        {
            step = await browser.SubmitAsync(step, ("Input.Code", host.WrongCodeOf(key)));
        }

        return step;
    }

    /// <summary>Signs a user in who has no factor, sets one up, and goes on to the application.</summary>
    /// <returns>The key and the recovery token.</returns>
    public static async Task<(string Key, string Token)> EnrolAsync(this IdpHost host, string userName)
    {
        var browser = host.OpenBrowser();
        var setUp = await browser.GivePasswordAsync(new RelyingParty(host, "vault").AuthorizeUrl(), userName);
        var done = await browser.ConfirmSetUpAsync(host, setUp);
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        return (setUp.DataOf("data-mfa-key")!, done.DataOf("data-recovery-token")!);
    }

    /// <summary>A silent request: whether the browser has a session that is enough.</summary>
    public static async Task<string?> ProbeAsync(this Browser browser, RelyingParty app) =>
        (await browser.OpenAsync(app.AuthorizeUrl(("prompt", "none")))).Parameter("error");
}

using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>What attacks have in common: many sign-ins at the MFA step, forged forms, and what "refused" means.</summary>
internal static class AttackSteps
{
    /// <summary>A server that locks after so many failures, and doesn't mind many requests from one address.</summary>
    public static Task<IdpHost> StartAsync(int maxFailures, params string[] more) =>
        IdpHost.StartAsync(
            new IdpHostSettings
            {
                Configuration =
                [
                    "--IdpMfa:Lockout:MaxFailedAttempts",
                    $"{maxFailures}",
                    "--IdpMfa:RateLimiting:Enabled",
                    "false",
                    .. more,
                ],
            }
        );

    /// <summary>A second server on the same database, with the same clock.</summary>
    public static Task<IdpHost> StartSecondNodeAsync(this IdpHost host) =>
        IdpHost.StartAsync(
            new IdpHostSettings { Configuration = host.Settings.Configuration, Clock = host.Clock },
            host.Folder
        );

    /// <summary>A browser after the right password and before the code.</summary>
    public static async Task<AtCodeStep> OpenCodeStepAsync(this IdpHost host, string userName = "alice")
    {
        var browser = host.OpenBrowser();
        var step = await browser.GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), userName);
        return new AtCodeStep(browser, step);
    }

    public static async Task<AtCodeStep[]> OpenCodeStepsAsync(this IdpHost host, int count)
    {
        var steps = new List<AtCodeStep>();
        for (var i = 0; i < count; i++)
        {
            steps.Add(await host.OpenCodeStepAsync());
        }

        return [.. steps];
    }

    /// <summary>So many browsers with the same cookies.</summary>
    public static AtCodeStep[] Copy(this AtCodeStep step, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => step with { Browser = step.Browser.Copy() })];

    public static Task<HttpResponseMessage[]> TypeAtOnceAsync(this IEnumerable<AtCodeStep> steps, string code) =>
        Task.WhenAll(steps.Select(step => Task.Run(() => step.Browser.PostAsync(step.Page, ("Input.Code", code)))));

    public static int CountAccepted(this IEnumerable<HttpResponseMessage> answers) =>
        answers.Count(answer =>
            answer.StatusCode == HttpStatusCode.SeeOther
            && answer.Headers.Location!.OriginalString.StartsWith("/connect/authorize", StringComparison.Ordinal)
        );

    public static async Task<Browser> SignInAsync(this IdpHost host, string userName, string code)
    {
        var browser = host.OpenBrowser();
        var callback = await browser.SignInAsync(new RelyingParty(host).AuthorizeUrl(), userName, code);
        Assert.True(callback.IsAtRelyingParty);
        return browser;
    }

    public static async Task<bool> CanSignInAsync(this IdpHost host, string userName, string code)
    {
        var browser = host.OpenBrowser();
        var callback = await browser.SignInAsync(new RelyingParty(host).AuthorizeUrl(), userName, code);
        return callback.IsAtRelyingParty;
    }

    /// <summary>No session, no code and no token: a silent request says so.</summary>
    public static async Task AssertIsRefusedAsync(this IdpHost host, Browser browser)
    {
        Assert.Null(browser.CookieOf("Session"));
        Assert.Equal("login_required", await browser.ProbeAsync(new RelyingParty(host)));
        Assert.Equal("/account/login", (await browser.OpenAsync("/profile")).Path);
    }

    /// <summary>The hidden value that a page's own forms carry.</summary>
    public static string AntiforgeryOf(this Page page) =>
        page.Document.QuerySelector<IHtmlInputElement>("input[name=__RequestVerificationToken]")?.Value
        ?? throw new InvalidOperationException($"{page.Address} has no form of ours.");

    /// <summary>A form that no page offered, with a value that this browser's antiforgery cookie belongs to.</summary>
    public static Task<HttpResponseMessage> PostAsync(
        this Browser browser,
        string path,
        string antiforgery,
        params (string Field, string Value)[] fields
    ) =>
        browser.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent(
                    fields
                        .Append(("__RequestVerificationToken", antiforgery))
                        .Select(field => KeyValuePair.Create(field.Item1, field.Item2))
                ),
            }
        );
}

using System.Globalization;
using IdpMfa.Core.Totp;
using Microsoft.AspNetCore.Mvc;
using Quickstart.RelyingParty;

namespace Quickstart.DemoPhone;

/// <summary>Codes for who has no phone at hand. No real product has such a page: it holds both factors in one place.</summary>
internal static class DemoPhonePage
{
    private const string Path = "/demo-phone";

    public static void MapDemoPhone(this IEndpointRouteBuilder app)
    {
        app.MapGet(Path, (HttpContext context, Phone phone, TimeProvider clock) => Show(context, phone, clock, ""));
        app.MapPost(
            Path,
            (HttpContext context, Phone phone, TimeProvider clock, [FromForm] string? link) =>
                phone.TryAdd(link ?? "")
                    ? Results.Redirect(Path)
                    : Show(context, phone, clock, "That is neither an otpauth link nor a key in base32.")
        );
    }

    private static IResult Show(HttpContext context, Phone phone, TimeProvider clock, string problem)
    {
        var now = clock.GetUtcNow();
        var secondsLeft = SecondsLeft(now);
        var accounts = phone.ListAccounts().Select(account => Row(account, now, secondsLeft));
        var body = $"""
                <h1>Demo phone</h1>
                <p class="notice">For trying things out only. It shows anyone the second factor; no real product has such a page.</p>
                <dl>{string.Concat(accounts)}</dl>
                <p class="note">Each code works once. A new one comes every 30 seconds.</p>
                <h2>Add an account</h2>
                {Refusal(problem)}
                <form method="post" action="{Path}">
                  {Html.AntiforgeryField(context)}
                  <p>
                    <label for="link">The set-up page's link (otpauth://…) or key</label>
                    <input id="link" name="link" autocomplete="off" spellcheck="false" required>
                  </p>
                  <button type="submit">Add</button>
                </form>
                <p><a href="/">Back to the application</a></p>
            """;

        // After a refusal the page stays as it is: a refresh would take the message away.
        var refresh = problem.Length == 0 ? $"""<meta http-equiv="refresh" content="{secondsLeft}">""" : "";
        return Html.Page("Demo phone", body, refresh);
    }

    private static string Row(PhoneAccount account, DateTimeOffset now, int secondsLeft)
    {
        var code = TotpAlgorithm.CodeAt(account.Secret, TotpAlgorithm.StepAt(now));
        return $"""
            <dt>{Html.Encode(account.Name)}</dt>
            <dd>
              <span class="code" data-code="{code}">{code}</span>
              <span class="left" data-seconds-left="{secondsLeft}"
                style="--left: {secondsLeft}; animation-duration: {secondsLeft}s"><span>{secondsLeft}</span> seconds left</span>
            </dd>
            """;
    }

    private static string Refusal(string problem) =>
        problem.Length == 0 ? "" : $"""<p class="notice" role="alert">{Html.Encode(problem)}</p>""";

    private static int SecondsLeft(DateTimeOffset now)
    {
        var length = (long)TotpAlgorithm.StepLength.TotalSeconds;
        return (int)(length - (now.ToUnixTimeSeconds() % length));
    }
}

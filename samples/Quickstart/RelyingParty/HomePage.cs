using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Quickstart.RelyingParty;

/// <summary>Shows who signed in, and how: the three claims by which an application knows about MFA.</summary>
internal static class HomePage
{
    public static string UrlFor(Notice notice) => $"/?notice={notice}";

    public static async Task<IResult> ShowAsync(HttpContext context, Notice? notice)
    {
        var session = await context.AuthenticateAsync();
        var body = session.Succeeded ? SignedIn(context, session.Principal, session.Properties!) : SignedOut();
        return Html.Page("Quickstart", $"    <h1>Quickstart</h1>{Show(notice)}{body}");
    }

    private static string SignedOut() =>
        """
            <p>This application has no passwords and no MFA of its own. Its users sign in at the identity provider.</p>
            <p><a class="button" href="/signin">Sign in</a></p>
            <p class="note">No phone at hand? The <a href="/demo-phone">demo phone</a> shows codes.</p>
            """;

    private static string SignedIn(HttpContext context, ClaimsPrincipal user, AuthenticationProperties session) =>
        $"""
            <p>You are <strong data-claim="preferred_username">{Html.Encode(user.Identity!.Name)}</strong>.</p>
            <dl>
              <dt>amr <small>the methods you used</small></dt>
              <dd data-claim="amr">{Html.Encode(string.Join(' ', user.FindAll("amr").Select(amr => amr.Value)))}</dd>
              <dt>acr <small>the level they add up to</small></dt>
              <dd data-claim="acr">{Html.Encode(user.FindFirstValue("acr"))}</dd>
              <dt>auth_time <small>when you proved it</small></dt>
              <dd><span data-claim="auth_time">{Html.Encode(user.FindFirstValue("auth_time"))}</span> {AuthTime(
                user
            )}</dd>
            </dl>
            <div class="actions">
              <form method="post" action="/signout">
                {Html.AntiforgeryField(context)}
                <button type="submit">Sign out</button>
              </form>
              <form method="post" action="/refresh">
                {Html.AntiforgeryField(context)}
                <button type="submit" class="quiet">Refresh tokens</button>
              </form>
            </div>
            <details>
              <summary>All claims</summary>
              <dl>{string.Concat(user.Claims.Select(Row))}</dl>
            </details>
            <p class="note">The access token is good until {LocalTime(session.GetTokenValue("expires_at"))}.</p>
            """;

    private static string Row(Claim claim) => $"<dt>{Html.Encode(claim.Type)}</dt><dd>{Html.Encode(claim.Value)}</dd>";

    private static string AuthTime(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirstValue("auth_time"), CultureInfo.InvariantCulture, out var seconds)
            ? Format(DateTimeOffset.FromUnixTimeSeconds(seconds))
            : "not told";

    private static string LocalTime(string? instant) =>
        DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, out var parsed)
            ? Format(parsed)
            : "an unknown time";

    private static string Format(DateTimeOffset instant) =>
        $"<time datetime=\"{instant:o}\">{instant.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}</time>";

    private static string Show(Notice? notice) =>
        notice switch
        {
            Notice.SignInFailed => """<p class="notice" role="alert">Nobody was signed in. Please try again.</p>""",
            Notice.SignedOut => """<p class="notice" role="status">You are signed out.</p>""",
            Notice.Refreshed => """<p class="notice" role="status">The tokens are new; how you signed in is not.</p>""",
            Notice.RefreshRefused =>
                """<p class="notice" role="alert">The identity provider has ended your session. Please sign in again.</p>""",
            _ => "",
        };
}

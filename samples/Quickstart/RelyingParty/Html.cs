using System.Net;
using Microsoft.AspNetCore.Antiforgery;

namespace Quickstart.RelyingParty;

/// <summary>Just enough HTML for a sample of two pages; your application has Razor.</summary>
internal static class Html
{
    public static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>The hidden field without which a form of ours is not accepted. A page with it is not cached.</summary>
    public static string AntiforgeryField(HttpContext context)
    {
        var tokens = context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        return $"""<input type="hidden" name="{tokens.FormFieldName}" value="{tokens.RequestToken}">""";
    }

    public static IResult Page(string title, string body, string head = "") =>
        Results.Content(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <title>{Encode(title)}</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="/site.css">
              {head}
            </head>
            <body>
              <main>
            {body}
              </main>
            </body>
            </html>
            """,
            "text/html; charset=utf-8"
        );
}

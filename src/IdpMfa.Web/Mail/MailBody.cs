using System.Net;
using System.Text;
using IdpMfa.Core.Mail;
using IdpMfa.Web.Resources;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Mail;

/// <summary>One mail as text and as HTML, with the same words.</summary>
internal sealed class MailBody(IStringLocalizer<MailWords> words, MailKind kind, MailFacts facts)
{
    private const string Style = "font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em";

    public RenderedMail Render()
    {
        var subject = Say("Subject");
        string[] before = [words["Greeting", facts.UserName], .. Say("Body").Split("\n\n")];
        string[] after = [Say("After")];
        var footer = words["Footer", facts.UserName, facts.TenantName].Value;
        return new RenderedMail(subject, ToText(before, after, footer), ToHtml(subject, before, after, footer));
    }

    private string ToText(string[] before, string[] after, string footer)
    {
        var text = new StringBuilder();
        foreach (var part in before.Concat(facts.Secret is { } secret ? [secret] : []).Concat(after).Append("-- "))
        {
            text.Append(part).Append("\r\n\r\n");
        }

        return text.Append(footer).Append("\r\n").ToString();
    }

    private string ToHtml(string subject, string[] before, string[] after, string footer)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
            .Append(Encode(subject))
            .Append("</title></head><body><div style=\"")
            .Append(Style)
            .Append("\">");
        AppendParagraphs(html, before);
        if (facts.Secret is { } secret)
        {
            html.Append(ToHtml(secret));
        }

        AppendParagraphs(html, after);
        return html.Append("<hr><p><small>")
            .Append(Encode(footer))
            .Append("</small></p></div></body></html>")
            .ToString();
    }

    private string ToHtml(string secret)
    {
        var action = words[$"{kind}.Action"];
        return action.ResourceNotFound
            ? $"<p style=\"font-size:24px\"><strong>{Encode(secret)}</strong></p>"
            : $"<p><a href=\"{Encode(secret)}\">{Encode(action.Value)}</a></p><p><small>{Encode(secret)}</small></p>";
    }

    private static void AppendParagraphs(StringBuilder html, string[] paragraphs)
    {
        foreach (var paragraph in paragraphs)
        {
            html.Append("<p>").Append(Encode(paragraph)).Append("</p>");
        }
    }

    private string Say(string part) =>
        words[$"{kind}.{part}", facts.TenantName, facts.At, facts.Detail, facts.ResetUrl, facts.ProfileUrl];

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

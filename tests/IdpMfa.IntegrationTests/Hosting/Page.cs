using System.Net;
using System.Web;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>What a browser shows; or, at a relying party's address, what it was sent there with.</summary>
internal sealed record Page(Uri Address, HttpResponseMessage Response, IHtmlDocument Document)
{
    public HttpStatusCode Status => Response.StatusCode;

    public string Path => Address.AbsolutePath;

    public string Text => Document.Body?.TextContent ?? "";

    public string Html => Document.DocumentElement.OuterHtml;

    /// <summary>What a page says that is no refusal.</summary>
    public string? Notice => Document.QuerySelector("[role=status]")?.TextContent.Trim();

    public string? Alert => Document.QuerySelector("[role=alert]")?.TextContent.Trim();

    public bool IsAtRelyingParty => Address.Authority != "127.0.0.1:5000" && Address.Authority != "login.example.test";

    public IHtmlFormElement MainForm =>
        Document.Forms.FirstOrDefault() ?? throw new InvalidOperationException($"{Address} has no form: {Text}");

    /// <summary>The key of the waiting request.</summary>
    public string? Interaction => Parameter("i");

    public IHtmlFormElement FormOf(string selector) =>
        Document.QuerySelector<IHtmlFormElement>(selector)
        ?? throw new InvalidOperationException($"{Address} has no {selector}: {Text}");

    public string? Parameter(string name) => HttpUtility.ParseQueryString(Address.Query)[name];

    public string? DataOf(string attribute) => Document.QuerySelector($"[{attribute}]")?.GetAttribute(attribute);

    public string HrefOf(string selector) =>
        Document.QuerySelector(selector)?.GetAttribute("href")
        ?? throw new InvalidOperationException($"{Address} has no {selector}: {Text}");
}

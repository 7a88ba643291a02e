using System.Net;
using AngleSharp.Html.Dom;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PageActionDescriptor = Microsoft.AspNetCore.Mvc.RazorPages.PageActionDescriptor;

namespace IdpMfa.IntegrationTests.Flows;

/// <summary>No form of another site can be sent to a page of ours.</summary>
public sealed class AntiforgeryTests
{
    private const string TokenField = "__RequestVerificationToken";

    /// <summary>Shown in the place of a form that was refused; it changes nothing.</summary>
    private static readonly string[] Exempt = ["error"];

    [Fact]
    public async Task Every_form_that_is_posted_carries_a_token()
    {
        await using var host = await IdpHost.StartAsync();

        var forms = (await VisitAsync(host))
            .SelectMany(page => page.Document.Forms.Select(form => (page.Path, Form: form)))
            .Where(form => form.Form.Method == "post")
            .ToList();

        Assert.True(forms.Count >= 7, $"{forms.Count} forms");
        Assert.All(
            forms,
            form => Assert.True(HasToken(form.Form), $"{form.Path} {form.Form.GetAttribute("action")} has no token")
        );
    }

    [Fact]
    public async Task A_post_without_a_token_is_refused_by_every_page_and_changes_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, app) = (host.OpenBrowser(), new RelyingParty(host));
        await browser.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        var bob = await host.FindUserAsync("bob");
        var before = (await host.ListAuditAsync()).Count;

        foreach (var path in ListPages(host).Select(page => page.Replace("{id}", bob.Id.Value)))
        {
            using var answer = await browser.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, $"/{path}")
                {
                    Content = new FormUrlEncodedContent([
                        new("Input.UserName", "bob"),
                        new("Input.Password", People.Password),
                    ]),
                }
            );
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, answer.StatusCode));
        }

        Assert.Equal(before, (await host.ListAuditAsync()).Count);
        Assert.Null(await browser.ProbeAsync(app));
    }

    [Fact]
    public async Task A_form_with_the_token_of_another_browser_is_refused()
    {
        await using var host = await IdpHost.StartAsync();
        var attackers = await host.OpenBrowser().OpenAsync("/account/login");
        var victim = host.OpenBrowser();
        await victim.OpenAsync("/account/login");

        var page = await victim.SubmitAsync(attackers, ("Input.UserName", "bob"), ("Input.Password", People.Password));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.NotNull(page.Alert);
        Assert.Equal("login_required", await victim.ProbeAsync(new RelyingParty(host)));
    }

    /// <summary>Every page with a form, and what the links of the profile lead to.</summary>
    private static async Task<List<Page>> VisitAsync(IdpHost host)
    {
        var url = new RelyingParty(host).AuthorizeUrl();
        var browser = host.OpenBrowser();
        var setUp = await host.OpenBrowser().GivePasswordAsync(url, "carol");
        var pages = new List<Page>
        {
            setUp,
            await browser.OpenAsync(url),
            await browser.GivePasswordAsync(url, "alice"),
        };
        await browser.SubmitAsync(pages[^1], ("Input.Code", host.CodeOf(People.AliceKey)));

        var waiting = new Queue<string>(["/profile", "/account/logout", "/account/login"]);
        var seen = new HashSet<string>(waiting, StringComparer.Ordinal);
        while (waiting.TryDequeue(out var next))
        {
            var page = await browser.OpenAsync(next);
            pages.Add(page);
            var links = page.Document.Links.Select(link => link.GetAttribute("href")!);
            foreach (var link in links.Where(link => link.StartsWith('/') && seen.Add(link)))
            {
                waiting.Enqueue(link);
            }
        }

        return pages;
    }

    private static IEnumerable<string> ListPages(IdpHost host) =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Distinct(StringComparer.Ordinal)
            .Except(Exempt);

    private static bool HasToken(IHtmlFormElement form) =>
        form.Elements.OfType<IHtmlInputElement>().Any(input => input.Name == TokenField && input.Value.Length > 0);
}

using System.Collections.Concurrent;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>A browser as far as forms, cookies and redirects go; it never leaves the server.</summary>
internal sealed class Browser(HttpMessageHandler server, Uri origin)
{
    private const int MaxRedirects = 10;

    private readonly HttpClient _http = new(server) { BaseAddress = origin };

    private readonly ConcurrentQueue<HttpResponseMessage> _answers = new();

    public CookieContainer Cookies { get; init; } = new();

    /// <summary>Every answer so far, redirects included.</summary>
    public IReadOnlyCollection<HttpResponseMessage> Answers => _answers;

    /// <summary>Every cookie that the server has set, as it was sent.</summary>
    public IEnumerable<string> SetCookies =>
        Answers.SelectMany(answer => answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []);

    /// <summary>Another browser with a copy of this one's cookies, as a thief would have it.</summary>
    public Browser Copy()
    {
        var copied = new CookieContainer();
        copied.Add(Cookies.GetAllCookies());
        return new Browser(server, origin) { Cookies = copied };
    }

    /// <summary>The value of a cookie, by what it is for.</summary>
    public string? CookieOf(string kind) => FindCookie(kind)?.Value;

    /// <summary>A cookie by what it is for; each waiting request has a pending one of its own.</summary>
    public Cookie? FindCookie(string kind) =>
        Cookies.GetAllCookies().FirstOrDefault(cookie => cookie.Name.Split('.') is [_, var named, ..] && named == kind);

    /// <summary>Opens an address and follows redirects for as long as they stay on the server.</summary>
    public Task<Page> OpenAsync(string url) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, url));

    /// <summary>Opens an address and follows no redirect.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => SendWithCookiesAsync(request);

    /// <summary>Sends a form of a page with its hidden fields, as its first submit button does, and follows redirects.</summary>
    public Task<Page> SubmitAsync(Page page, params (string Field, string Value)[] typed) =>
        FollowAsync(ToRequest(page, page.MainForm, typed));

    public Task<Page> SubmitAsync(Page page, IHtmlFormElement form, params (string Field, string Value)[] typed) =>
        FollowAsync(ToRequest(page, form, typed));

    /// <summary>As <see cref="SubmitAsync(Page, ValueTuple{string, string}[])"/>, without following redirects.</summary>
    public Task<HttpResponseMessage> PostAsync(Page page, params (string Field, string Value)[] typed) =>
        PostAsync(page, page.MainForm, typed);

    public Task<HttpResponseMessage> PostAsync(
        Page page,
        IHtmlFormElement form,
        params (string Field, string Value)[] typed
    ) => SendWithCookiesAsync(ToRequest(page, form, typed));

    /// <summary>Follows the redirects of an answer.</summary>
    public Task<Page> FollowAsync(HttpResponseMessage answer) =>
        OpenAsync(
            answer.Headers.Location?.OriginalString ?? throw new InvalidOperationException("This is no redirect.")
        );

    private async Task<Page> FollowAsync(HttpRequestMessage request)
    {
        for (var hop = 0; hop < MaxRedirects; hop++)
        {
            var response = await SendWithCookiesAsync(request);
            var address = new Uri(origin, request.RequestUri!);
            if (response.Headers.Location is not { } location)
            {
                var html = await response.Content.ReadAsStringAsync();
                return new Page(address, response, new HtmlParser().ParseDocument(html));
            }

            var target = new Uri(address, location);
            if (target.Authority != origin.Authority)
            {
                return new Page(target, response, new HtmlParser().ParseDocument(""));
            }

            request = new HttpRequestMessage(HttpMethod.Get, target);
        }

        throw new InvalidOperationException("Redirects never end.");
    }

    private async Task<HttpResponseMessage> SendWithCookiesAsync(HttpRequestMessage request)
    {
        var address = new Uri(origin, request.RequestUri!);
        if (Cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
        {
            request.Headers.TryAddWithoutValidation("Cookie", cookies);
        }

        var response = await _http.SendAsync(request);
        _answers.Enqueue(response);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            Cookies.SetCookies(address, cookie);
        }

        return response;
    }

    private static HttpRequestMessage ToRequest(Page page, IHtmlFormElement form, (string Field, string Value)[] typed)
    {
        var fields = form
            .Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Name is { Length: > 0 } && typed.All(field => field.Field != input.Name))
            .Select(input => KeyValuePair.Create(input.Name!, input.Value))
            .Concat(typed.Select(field => KeyValuePair.Create(field.Field, field.Value)));
        var action = form.GetAttribute("action");
        return new HttpRequestMessage(
            HttpMethod.Post,
            string.IsNullOrEmpty(action) ? page.Address : new Uri(page.Address, action)
        )
        {
            Content = new FormUrlEncodedContent(fields),
        };
    }
}

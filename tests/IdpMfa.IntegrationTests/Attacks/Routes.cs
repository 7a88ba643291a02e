using System.Text.RegularExpressions;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>Every address of the running server, so that a new page is attacked by itself.</summary>
internal static partial class Routes
{
    /// <summary>The engine answers these itself, without a route.</summary>
    private static readonly string[] OfTheEngine =
    [
        "/.well-known/openid-configuration",
        "/.well-known/jwks",
        "/connect/token",
        "/connect/userinfo",
    ];

    public static IReadOnlyList<string> ListPaths(this IdpHost host) =>
        [.. ListEndpoints(host).Select(PathOf).Concat(OfTheEngine).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Every handler that takes a form.</summary>
    public static async Task<IReadOnlyList<FormHandler>> ListFormHandlersAsync(this IdpHost host)
    {
        var loader = host.Services.GetRequiredService<PageLoader>();
        var handlers = new List<FormHandler>();
        foreach (var endpoint in ListEndpoints(host))
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
            {
                continue;
            }

            var compiled = await loader.LoadAsync(page, endpoint.Metadata);
            var ignoresAntiforgery = compiled.FilterDescriptors.Any(filter =>
                filter.Filter is IgnoreAntiforgeryTokenAttribute
            );
            handlers.AddRange(
                compiled
                    .HandlerMethods.Where(method => HttpMethods.IsPost(method.HttpMethod))
                    .Select(method => new FormHandler(PathOf(endpoint), method.Name, ignoresAntiforgery))
            );
        }

        return handlers;
    }

    private static IEnumerable<RouteEndpoint> ListEndpoints(IdpHost host) =>
        host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .DistinctBy(endpoint => endpoint.RoutePattern.RawText);

    /// <summary>With some value for each parameter; the default theme is there, and nobody has this id.</summary>
    private static string PathOf(RouteEndpoint endpoint) =>
        "/"
        + Parameter()
            .Replace(
                endpoint.RoutePattern.RawText ?? "",
                match => match.Groups["name"].Value == "name" ? "default" : "0199a0aa-0000-7000-8000-000000000001"
            )
            .TrimStart('/');

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();
}

using IdpMfa.Core.Mail;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Users;
using IdpMfa.Web.Identity;
using IdpMfa.Web.Mail;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web;

/// <summary>Registers the pages and maps them.</summary>
public static class WebServices
{
    /// <summary>Safe to call twice.</summary>
    public static IServiceCollection AddIdpMfaWeb(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddLocalization();
        services
            .AddRazorPages(options =>
                options
                    .Conventions.ConfigureFilter(new SecurityHeadersAttribute())
                    .ConfigureFilter(new FormSizeAttribute())
            )
            .ConfigureApplicationPartManager(AddPages);

        services.AddAuthentication().AddCookie(SessionCookie.Scheme);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<CookieAuthenticationOptions>, SessionCookie>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<AntiforgeryOptions>, AntiforgeryCookie>()
        );

        services.TryAddScoped<CurrentSession>();
        services.TryAddScoped<ICurrentSession>(provider => provider.GetRequiredService<CurrentSession>());
        services.TryAddSingleton<PendingSignInCookie>();
        services.TryAddScoped<PendingSignInAccess>();
        services.TryAddSingleton<ISecretProtector, DataProtectionSecretProtector>();
        services.TryAddSingleton<ThemeStore>();
        services.TryAddScoped<ICurrentBrowser, BrowserCookie>();
        services.TryAddScoped<IMailRenderer, MailRenderer>();
        services.TryAddScoped<PageFrame>();
        services.TryAddScoped<PageFramer>();
        services.TryAddScoped<ProductName>();
        services.TryAddScoped<Pages.Shared.RecoverySignInReader>();
        services.TryAddScoped<Pages.Profile.MfaStateReader>();
        services.TryAddScoped<Pages.Profile.SensitivePage>();
        services.TryAddScoped<Pages.Admin.CurrentAdmin>();
        services.TryAddScoped<Pages.Admin.AdminFormat>();
        services.TryAddScoped<Pages.Mfa.SetUpEntrance>();
        return services;
    }

    /// <summary>Reaches the users of ASP.NET Core Identity through the host's own user class.</summary>
    public static IServiceCollection AddIdpMfaIdentity<TUser, TKey>(this IServiceCollection services)
        where TUser : IdentityUser<TKey>, ITenantUser
        where TKey : IEquatable<TKey>
    {
        services.AddSingleton<ILookupNormalizer, UnicodeLookupNormalizer>();
        services.TryAddScoped<IUserDirectory, IdentityUserDirectory<TUser, TKey>>();
        services.TryAddScoped<IUserRegister, IdentityUserRegister<TUser, TKey>>();
        services.TryAddSingleton<NobodysPassword<TUser>>();
        return services;
    }

    /// <summary>Maps the pages and their style sheets.</summary>
    public static IEndpointRouteBuilder MapIdpMfaPages(this IEndpointRouteBuilder endpoints)
    {
        // Read now, so that a broken theme stops the start and not the first sign-in.
        var themes = endpoints.ServiceProvider.GetRequiredService<ThemeStore>();

        endpoints.MapRazorPages();
        endpoints.MapGet(
            "/assets/site.css",
            (HttpContext http) => Cached(http, Results.Bytes(StaticFiles.Css, "text/css"))
        );
        endpoints.MapGet(
            "/assets/icon.svg",
            (HttpContext http) => Cached(http, Results.Bytes(StaticFiles.Icon, "image/svg+xml"))
        );
        endpoints.MapGet(
            "/themes/{name}/theme.css",
            (HttpContext http, string name) =>
                themes.Find(name) is { } theme ? Cached(http, Results.Text(theme.Css, "text/css")) : Results.NotFound()
        );
        endpoints.MapGet(
            "/themes/{name}/logo",
            (HttpContext http, string name) =>
                themes.Find(name) is { Theme.Logo: { } logo } theme
                    ? Cached(http, Results.File(Path.Combine(theme.Folder, logo), ContentTypeOf(logo)))
                    : Results.NotFound()
        );
        return endpoints;
    }

    private static IResult Cached(HttpContext http, IResult file)
    {
        // The address has the content's version.
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        // An SVG opened by itself must not run anything.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return file;
    }

    private static string ContentTypeOf(string logo) =>
        Path.GetExtension(logo).ToLowerInvariant() switch
        {
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".webp" => "image/webp",
            _ => "image/jpeg",
        };

    private static void AddPages(ApplicationPartManager manager)
    {
        var assembly = typeof(WebServices).Assembly;
        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
        {
            if (!manager.ApplicationParts.Any(known => known.GetType() == part.GetType() && known.Name == part.Name))
            {
                manager.ApplicationParts.Add(part);
            }
        }
    }

    private sealed class AntiforgeryCookie(IOptions<WebOptions> web) : IConfigureOptions<AntiforgeryOptions>
    {
        public void Configure(AntiforgeryOptions options)
        {
            options.Cookie.Name = CookieNames.Of(web.Value, "Antiforgery");
            options.Cookie.SecurePolicy = web.Value.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            // Strict would not come with a relying party's redirect, and each such page would make the forms of other tabs stale.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.Path = "/";
            options.FormFieldName = "__RequestVerificationToken";
            options.SuppressXFrameOptionsHeader = true;
        }
    }
}

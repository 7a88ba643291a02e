using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Quickstart.DemoPhone;

namespace Quickstart.RelyingParty;

/// <summary>
/// An application whose users sign in at the identity provider. It knows nothing of MFA: it reads in the id token how a
/// user signed in.
/// </summary>
internal static class RelyingPartyApp
{
    public static WebApplication Build(string url, string authority, DataFolder data, Phone phone)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = ["--urls", url],
                ContentRootPath = Path.Combine(AppContext.BaseDirectory, "RelyingParty"),
            }
        );

        builder
            .Services.AddAuthentication(options =>
            {
                options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
                options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
            })
            // Browsers keep cookies by host name and ignore the port: each application on 127.0.0.1 needs names of its own.
            .AddCookie(options => options.Cookie.Name = "quickstart.session")
            .AddOpenIdConnect(options => Configure(options, builder.Configuration.GetSection("Oidc"), authority));

        builder.Services.AddAntiforgery(options => options.Cookie.Name = "quickstart.antiforgery");

        // Keeps users signed in here when the sample restarts.
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(data.RelyingPartyKeys));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(phone);

        var app = builder.Build();
        app.UseStaticFiles();
        app.UseAuthentication();
        app.UseAntiforgery();

        app.MapGet("/", HomePage.ShowAsync);
        app.MapGet("/signin", () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/" }));
        app.MapSignOut();
        app.MapRefresh();
        app.MapDemoPhone();
        return app;
    }

    private static void Configure(OpenIdConnectOptions options, IConfigurationSection settings, string authority)
    {
        options.Authority = authority;
        options.ClientId = settings["ClientId"];
        options.ClientSecret = settings["ClientSecret"];

        // The code comes in the query and is worth nothing without the PKCE verifier, which stays here.
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;

        options.Scope.Clear();
        foreach (var scope in new[] { "openid", "profile", "email", "offline_access" })
        {
            options.Scope.Add(scope);
        }

        options.SaveTokens = true;
        options.GetClaimsFromUserInfoEndpoint = true;

        // Keep the names of the specification (sub, amr, …), and keep acr, which the handler throws away.
        options.MapInboundClaims = false;
        options.TokenValidationParameters.NameClaimType = "preferred_username";
        options.ClaimActions.Remove("acr");
        options.ClaimActions.MapUniqueJsonKey("preferred_username", "preferred_username");

        // For plain http on your own machine only: leave the next three lines out in production.
        options.RequireHttpsMetadata = false;
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

        options.CorrelationCookie.Name = "quickstart.correlation.";
        options.NonceCookie.Name = "quickstart.nonce.";

        // The user pressed "cancel", or the provider refused: say so on our own page.
        options.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect(HomePage.UrlFor(Notice.SignInFailed));
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }
}

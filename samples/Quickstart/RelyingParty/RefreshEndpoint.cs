using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Quickstart.RelyingParty;

internal static class RefreshEndpoint
{
    /// <summary>Trades the refresh token for new tokens. A real application does this when the access token runs out.</summary>
    public static void MapRefresh(this IEndpointRouteBuilder app) => app.MapPost("/refresh", RefreshAsync);

    private static async Task<IResult> RefreshAsync(
        IFormCollection form,
        HttpContext context,
        IOptionsMonitor<OpenIdConnectOptions> options,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var session = await context.AuthenticateAsync();
        if (session.Properties?.GetTokenValue(OpenIdConnectParameterNames.RefreshToken) is not { } refreshToken)
        {
            return Results.Redirect("/");
        }

        var oidc = options.Get(OpenIdConnectDefaults.AuthenticationScheme);
        var provider = await oidc.ConfigurationManager!.GetConfigurationAsync(ct);
        using var request = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                [OpenIdConnectParameterNames.GrantType] = OpenIdConnectGrantTypes.RefreshToken,
                [OpenIdConnectParameterNames.RefreshToken] = refreshToken,
                [OpenIdConnectParameterNames.ClientId] = oidc.ClientId!,
                [OpenIdConnectParameterNames.ClientSecret] = oidc.ClientSecret!,
            }
        );
        using var response = await oidc.Backchannel.PostAsync(provider.TokenEndpoint, request, ct);

        if (!response.IsSuccessStatusCode)
        {
            // The provider ended the session, by a changed factor or a reset, say: it ends here too.
            await context.SignOutAsync();
            return Results.Redirect(HomePage.UrlFor(Notice.RefreshRefused));
        }

        var answer = new OpenIdConnectMessage(await response.Content.ReadAsStringAsync(ct));
        Update(session.Properties, OpenIdConnectParameterNames.AccessToken, answer.AccessToken);
        // The old refresh token is spent now.
        Update(session.Properties, OpenIdConnectParameterNames.RefreshToken, answer.RefreshToken);
        Update(session.Properties, OpenIdConnectParameterNames.IdToken, answer.IdToken);
        var lifetime = TimeSpan.FromSeconds(int.Parse(answer.ExpiresIn, CultureInfo.InvariantCulture));
        var expiresAt = (clock.GetUtcNow() + lifetime).ToString("o", CultureInfo.InvariantCulture);
        Update(session.Properties, "expires_at", expiresAt);

        await context.SignInAsync(session.Principal!, session.Properties);
        return Results.Redirect(HomePage.UrlFor(Notice.Refreshed));
    }

    private static void Update(AuthenticationProperties session, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            session.UpdateTokenValue(name, value);
        }
    }
}

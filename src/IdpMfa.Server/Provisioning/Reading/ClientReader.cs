using IdpMfa.Server.Configuration;
using IdpMfa.Server.Provisioning.Entries;
using OpenIddict.Abstractions;

namespace IdpMfa.Server.Provisioning.Reading;

internal static class ClientReader
{
    // The column of the engine's table.
    private const int MaxClientIdLength = 100;

    public static ProvisionedClient Read(JsonObjectReader reader)
    {
        var clientId = reader.RequiredText("clientId");
        CheckClientId(reader, clientId);
        var clientName = reader.Text("clientName");
        reader.CheckWords("clientName", clientName);
        var secret = ReadSecret(reader);
        var theme = reader.Text("theme");
        if (theme is not null)
        {
            reader.CheckId("theme", theme, TenantReader.MaxThemeLength);
        }

        var resource = reader.Text("resource");
        if (resource is not null && !TextRules.IsToken(resource))
        {
            reader.Refuse("resource", "is empty or has spaces, quotes or other characters that no token can carry");
        }

        var asksForPkce = reader.Flag("requirePkce", true);
        return new ProvisionedClient
        {
            Path = reader.Path,
            ClientId = clientId ?? "",
            ClientName = clientName ?? clientId ?? "",
            ClientSecret = secret,
            RedirectUris = UriReader.ReadRedirects(reader, "redirectUris"),
            PostLogoutRedirectUris = UriReader.ReadRedirects(reader, "postLogoutRedirectUris"),
            GrantTypes = ReadGrantTypes(reader),
            Scopes = ReadScopes(reader),
            RequirePkce = asksForPkce || secret is null,
            RequirePar = reader.Flag("requirePar", false),
            RequireMfa = reader.Flag("requireMfa", false),
            MinimumAcr = reader.Acr("minimumAcr"),
            Consent = reader.Choice("consent", ClientConsent.Implicit),
            Resource = resource,
            AdminTenants = [.. (reader.Texts("adminTenants") ?? []).Select(entry => entry.Text).Distinct()],
            BackchannelLogoutUri = UriReader.ReadBackchannel(reader, "backchannelLogoutUri"),
            Theme = theme,
        };
    }

    private static void CheckClientId(JsonObjectReader reader, string? clientId)
    {
        if (clientId is null)
        {
            return;
        }

        if (!TextRules.IsToken(clientId))
        {
            reader.Refuse("clientId", "is empty or has spaces, quotes or characters beyond ASCII");
        }
        else if (clientId.Length > MaxClientIdLength)
        {
            reader.Refuse("clientId", $"is longer than {MaxClientIdLength} characters");
        }
    }

    private static SecretText? ReadSecret(JsonObjectReader reader)
    {
        if (reader.Text("clientSecret") is not { } secret)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(secret))
        {
            reader.Refuse("clientSecret", "is blank; leave it out for a public client");
        }

        return new SecretText(secret);
    }

    private static List<string> ReadGrantTypes(JsonObjectReader reader)
    {
        // RFC 7591 §2: without grant types a client uses the authorization code.
        if (reader.Texts("grantTypes") is not { } written)
        {
            return [OpenIddictConstants.GrantTypes.AuthorizationCode];
        }

        foreach (var (path, name) in written.Where(entry => !GrantTypeNames.All.Contains(entry.Text)))
        {
            reader.RefuseAt(
                path,
                $"'{name}' is not a grant type{NearestName.Suggestion(name, GrantTypeNames.All)}; "
                    + $"there are {string.Join(", ", GrantTypeNames.All)}"
            );
        }

        return
        [
            .. written
                .SelectMany(entry => entry.Text == GrantTypeNames.MfaShorthand ? GrantTypeNames.Mfa : [entry.Text])
                .Distinct(),
        ];
    }

    private static List<string> ReadScopes(JsonObjectReader reader) =>
        reader.Texts("scopes") is { } written
            ? [.. written.Select(entry => entry.Text).Distinct()]
            : [ScopeNames.OpenId];
}

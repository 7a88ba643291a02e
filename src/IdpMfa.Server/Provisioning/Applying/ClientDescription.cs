using System.Text.Json;
using IdpMfa.Core.Enforcement;
using IdpMfa.OpenIddict;
using IdpMfa.Server.Provisioning.Entries;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>Puts a client of the file into the engine's words. Secrets are not its business.</summary>
internal static class ClientDescription
{
    /// <summary>Overwrites what the file speaks of, and leaves what else is there.</summary>
    public static void Write(ProvisionedClient client, OpenIddictApplicationDescriptor descriptor)
    {
        descriptor.ClientId = client.ClientId;
        descriptor.ClientType = client.ClientSecret is null ? ClientTypes.Public : ClientTypes.Confidential;
        descriptor.ConsentType =
            client.Consent == ClientConsent.Explicit ? ConsentTypes.Explicit : ConsentTypes.Implicit;
        descriptor.DisplayName = client.ClientName;
        Replace(descriptor.RedirectUris, client.RedirectUris);
        Replace(descriptor.PostLogoutRedirectUris, client.PostLogoutRedirectUris);
        Replace(descriptor.Permissions, Permissions(client));
        Replace(
            descriptor.Requirements,
            client.RequirePkce ? [Requirements.Features.ProofKeyForCodeExchange] : Array.Empty<string>()
        );
        WriteProperties(client, descriptor.Properties);
    }

    public static bool AreEqual(OpenIddictApplicationDescriptor one, OpenIddictApplicationDescriptor other) =>
        one.ClientType == other.ClientType
        && one.ConsentType == other.ConsentType
        && one.DisplayName == other.DisplayName
        && Texts(one.RedirectUris).SetEquals(Texts(other.RedirectUris))
        && Texts(one.PostLogoutRedirectUris).SetEquals(Texts(other.PostLogoutRedirectUris))
        && one.Permissions.SetEquals(other.Permissions)
        && one.Requirements.SetEquals(other.Requirements)
        && one.Properties.Count == other.Properties.Count
        && one.Properties.All(property =>
            other.Properties.TryGetValue(property.Key, out var value) && JsonElement.DeepEquals(property.Value, value)
        );

    // Uris compare without fragments and with host names in any case; what is stored is text.
    private static HashSet<string> Texts(IEnumerable<Uri> uris) =>
        uris.Select(uri => uri.OriginalString).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Permissions(ProvisionedClient client)
    {
        var grants = client.GrantTypes;
        if (grants.Contains(GrantTypes.AuthorizationCode))
        {
            yield return OpenIddictConstants.Permissions.Endpoints.Authorization;
            yield return OpenIddictConstants.Permissions.Endpoints.PushedAuthorization;
            yield return OpenIddictConstants.Permissions.Endpoints.EndSession;
            yield return OpenIddictConstants.Permissions.ResponseTypes.Code;
        }

        if (grants.Contains(GrantTypes.DeviceCode))
        {
            yield return OpenIddictConstants.Permissions.Endpoints.DeviceAuthorization;
        }

        if (grants.Count > 0)
        {
            yield return OpenIddictConstants.Permissions.Endpoints.Token;
            yield return OpenIddictConstants.Permissions.Endpoints.Revocation;
        }

        if (client.Resource is not null)
        {
            yield return OpenIddictConstants.Permissions.Endpoints.Introspection;
        }

        foreach (var grant in grants)
        {
            yield return OpenIddictConstants.Permissions.Prefixes.GrantType + grant;
        }

        foreach (var scope in client.Scopes)
        {
            yield return OpenIddictConstants.Permissions.Prefixes.Scope + scope;
        }
    }

    // A property is there only where the file says something that differs from the default.
    private static void WriteProperties(ProvisionedClient client, Dictionary<string, JsonElement> properties)
    {
        Set(properties, ClientProperties.RequireMfa, client.RequireMfa ? true : null);
        Set(properties, ClientProperties.MinimumAcr, client.MinimumAcr is { } level ? AcrNames.Of(level) : null);
        Set(properties, ClientProperties.Theme, client.Theme);
        Set(properties, ClientProperties.Resource, client.Resource);
        Set(properties, ClientProperties.AdminTenants, client.AdminTenants.Count > 0 ? client.AdminTenants : null);
        Set(properties, ClientProperties.RequirePar, client.RequirePar ? true : null);
        Set(properties, ClientProperties.BackchannelLogoutUri, client.BackchannelLogoutUri?.OriginalString);
        Set(
            properties,
            ClientProperties.Consent,
            client.Consent == ClientConsent.Explicit ? ConsentTypes.Explicit : ConsentTypes.Implicit
        );
    }

    private static void Set(Dictionary<string, JsonElement> properties, string name, object? value)
    {
        properties.Remove(name);
        if (value is not null)
        {
            properties[name] = JsonSerializer.SerializeToElement(value, value.GetType());
        }
    }

    private static void Replace<T>(HashSet<T> set, IEnumerable<T> values)
    {
        set.Clear();
        set.UnionWith(values);
    }
}

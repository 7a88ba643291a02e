using System.Collections.Immutable;
using IdpMfa.Core.Enforcement;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>Lists the levels that tokens carry in the discovery document (OpenID Connect Discovery §3).</summary>
internal sealed class DescribeLevels : IOpenIddictServerHandler<HandleConfigurationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<HandleConfigurationRequestContext>()
            .UseSingletonHandler<DescribeLevels>()
            .SetOrder(int.MaxValue - 200_000)
            .Build();

    public ValueTask HandleAsync(HandleConfigurationRequestContext context)
    {
        context.Metadata["acr_values_supported"] = ImmutableArray.Create<string?>(
            AcrNames.Password,
            AcrNames.Recovery,
            AcrNames.Mfa
        );
        return default;
    }
}

using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers.Authentication;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>
/// The engine holds every scope against what a client may ask for but offline_access. A refresh token outlives the session, so
/// only a client that lists it gets one.
/// </summary>
internal sealed class RefuseUnlistedOfflineAccess(IOpenIddictApplicationManager applications)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ValidateAuthorizationRequestContext>()
            .UseScopedHandler<RefuseUnlistedOfflineAccess>()
            .SetOrder(ValidateScopePermissions.Descriptor.Order + 500)
            .Build();

    public async ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (
            !context.Request.HasScope(Scopes.OfflineAccess)
            || await applications.FindByClientIdAsync(context.ClientId!, context.CancellationToken)
                is not { } application
        )
        {
            return;
        }

        var permission = Permissions.Prefixes.Scope + Scopes.OfflineAccess;
        if (!await applications.HasPermissionAsync(application, permission, context.CancellationToken))
        {
            context.Reject(Errors.InvalidScope, "This client is not registered for offline_access.");
        }
    }
}

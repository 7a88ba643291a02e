using IdpMfa.Core.Audit;
using IdpMfa.Core.SignIn;
using IdpMfa.OpenIddict.Authorization;
using IdpMfa.OpenIddict.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>
/// Stands before every code and token: it asks the authority itself and stamps amr, acr and auth_time, so that a host with
/// its own authorize endpoint can't forget either.
/// </summary>
internal sealed class GuardSignIn(
    IAuthenticationAuthority authority,
    AuthorizationDecider decider,
    TokenRefusals refusals,
    TimeProvider clock
) : IOpenIddictServerHandler<ProcessSignInContext>
{
    /// <summary>However often it is refreshed, a grant ends after 90 days (OWASP ASVS 5.0 10.4.8).</summary>
    private static readonly TimeSpan MaxGrantAge = TimeSpan.FromDays(90);

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ProcessSignInContext>()
            .UseScopedHandler<GuardSignIn>()
            .SetOrder(ValidateSignInDemand.Descriptor.Order - 100)
            .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        // The stamp goes on one identity; what another one claims would stand beside it.
        if (context.Principal?.Identities.Count() != 1)
        {
            return Reject(
                context,
                OpenIddictConstants.Errors.ServerError,
                "A principal must have exactly one identity."
            );
        }

        return context.EndpointType switch
        {
            OpenIddictServerEndpointType.Authorization => GuardAuthorizationAsync(context),
            OpenIddictServerEndpointType.Token => GuardTokenAsync(context),

            // Nothing else issues tokens in this version: fail closed.
            _ => Reject(context, OpenIddictConstants.Errors.InvalidRequest, "Tokens are not issued here."),
        };
    }

    private async ValueTask GuardAuthorizationAsync(ProcessSignInContext context)
    {
        switch (await decider.DecideAsync(context.Request!, context.CancellationToken))
        {
            case SignInDecision.Proceed proceed:
                EvidenceClaims.Stamp(context.Principal!, proceed.Evidence, proceed.Level, clock.GetUtcNow());
                return;

            case SignInDecision.Refuse refuse:
                var (error, description) = SignInErrors.Describe(refuse.Error);
                context.Reject(error, description);
                return;

            default:
                context.Reject(
                    OpenIddictConstants.Errors.InteractionRequired,
                    "The user has to sign in, or to give a second factor, before a code can be issued."
                );
                return;
        }
    }

    private async ValueTask GuardTokenAsync(ProcessSignInContext context)
    {
        var ct = context.CancellationToken;
        var isGood =
            EvidenceClaims.Read(context.Principal!) is { } evidence
            && EvidenceClaims.ReadGrantedAt(context.Principal!) is { } grantedAt
            && clock.GetUtcNow() - grantedAt < MaxGrantAge
            && await authority.IsStillGoodAsync(evidence, context.ClientId!, ct);
        if (!isGood)
        {
            await refusals.WriteAsync(context.Principal!, context.ClientId, AuditReason.SignInNotGood, ct);
            context.Reject(
                OpenIddictConstants.Errors.InvalidGrant,
                "The sign-in that this grant came from is no longer good. Send the user to sign in again."
            );
        }
    }

    private static ValueTask Reject(ProcessSignInContext context, string error, string description)
    {
        context.Reject(error, description);
        return default;
    }
}

using IdpMfa.OpenIddict.Authorization;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace IdpMfa.OpenIddict.Handlers;

/// <summary>
/// Refuses what the engine would read as absent: a parameter that is there twice (RFC 6749 §3.1), a max_age that is no number,
/// malformed claims. What can't be read must not be answered as if it had not been asked.
/// </summary>
internal sealed class CheckParameters : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    /// <summary>RFC 8707 §2 lets resource be repeated.</summary>
    private const string Resource = "resource";

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } =
        OpenIddictServerHandlerDescriptor
            .CreateBuilder<ValidateAuthorizationRequestContext>()
            .UseSingletonHandler<CheckParameters>()
            .SetOrder(int.MinValue + 50_000)
            .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (FindRepeated(context.Request) is { } repeated)
        {
            context.Reject(Errors.InvalidRequest, $"The parameter '{repeated}' may be there once only.");
        }
        else if (!SignInRequestReader.IsMaxAgeValid(context.Request))
        {
            context.Reject(Errors.InvalidRequest, "max_age must be a number of seconds.");
        }
        else if (!EssentialAcr.TryRead(context.Request, out _))
        {
            context.Reject(Errors.InvalidRequest, "The claims parameter is malformed.");
        }

        return default;
    }

    private static string? FindRepeated(OpenIddictRequest request) =>
        request
            .GetParameters()
            .Where(parameter => parameter.Key is not Resource && parameter.Value.Count > 1)
            .Select(parameter => parameter.Key)
            .FirstOrDefault();
}

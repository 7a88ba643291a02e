using IdpMfa.Core.SignIn;
using IdpMfa.OpenIddict.Endpoints;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.OpenIddict.Authorization;

internal sealed class AuthorizationGate(
    AuthorizationDecider decider,
    CurrentAuthorization current,
    InteractionKeeper keeper
) : IAuthorizationGate
{
    public async Task<GateOutcome> CheckAsync(HttpContext http, CancellationToken ct)
    {
        var request =
            http.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("This is no authorization request.");

        // A POST from another site carries no SameSite cookie: the stored request comes back with GET, and with the session.
        if (HttpMethods.IsPost(http.Request.Method))
        {
            return new GateOutcome.Closed(await StoreAsync(http, request, isPosted: true, PathOf(http.Request), ct));
        }

        switch (await decider.DecideAsync(request, ct))
        {
            case SignInDecision.Proceed proceed:
                return new GateOutcome.Open(proceed.Evidence.Subject, proceed.Evidence.TenantId);

            case SignInDecision.Interact interact:
                return new GateOutcome.Closed(await LeadToAsync(http, interact.LocalPath, request, ct));

            case SignInDecision.Refuse refuse:
                var (error, description) = SignInErrors.Describe(refuse.Error);
                return new GateOutcome.Closed(Refuse(error, description));

            default:
                throw new InvalidOperationException("Unknown decision.");
        }
    }

    /// <summary>Where a stored request comes back to: the address that it came to.</summary>
    public static string PathOf(HttpRequest request) => request.PathBase.Add(request.Path).ToUriComponent();

    private async Task<IResult> LeadToAsync(
        HttpContext http,
        string localPath,
        OpenIddictRequest request,
        CancellationToken ct
    ) =>
        current.Interaction is { } begun
            ? new SeeOther($"{localPath}?{InteractionKeeper.KeyParameter}={begun.Key}")
            : await StoreAsync(http, request, isPosted: false, localPath, ct);

    private async Task<IResult> StoreAsync(
        HttpContext http,
        OpenIddictRequest request,
        bool isPosted,
        string path,
        CancellationToken ct
    ) =>
        await keeper.StoreAsync(request, PathOf(http.Request), isPosted, ct) is { } key
            ? new SeeOther($"{path}?{InteractionKeeper.KeyParameter}={key}")
            : Refuse(Errors.InvalidRequest, "The request is too large.");

    private static IResult Refuse(string error, string description) =>
        Results.Forbid(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorUri] = null,
                }
            ),
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
        );
}

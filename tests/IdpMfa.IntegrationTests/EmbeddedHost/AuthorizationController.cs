using System.Security.Claims;
using IdpMfa.OpenIddict;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.IntegrationTests.EmbeddedHost;

/// <summary>A host's own authorize endpoint, and two that a host could have got wrong.</summary>
public sealed class AuthorizationController : ControllerBase
{
    [HttpGet("~/oauth/authorize"), HttpPost("~/oauth/authorize")]
    public async Task<IResult> AuthorizeAsync(
        [FromServices] IAuthorizationGate gate,
        [FromServices] IServiceProvider services,
        CancellationToken ct
    )
    {
        switch (await gate.CheckAsync(HttpContext, ct))
        {
            case GateOutcome.Open open:
                var users = services.GetRequiredService<UserManager<Employee>>();
                var employee = await users.FindByIdAsync(open.Subject.Value);
                return SignIn(Describe(employee!.Desk));

            case GateOutcome.Closed closed:
                return closed.Answer;

            default:
                throw new InvalidOperationException("Unknown outcome.");
        }
    }

    /// <summary>Asks nobody, and claims to have seen it all.</summary>
    [HttpGet("~/oauth/forgetful")]
    public IResult Forget() =>
        SignIn(
            Describe("none")
                .SetClaim(Claims.Subject, "1")
                .SetClaims("amr", ["pwd", "otp", "mfa"])
                .SetClaim("acr", "urn:idpmfa:acr:mfa")
        );

    /// <summary>Asks, and doesn't listen.</summary>
    [HttpGet("~/oauth/deaf")]
    public async Task<IResult> IgnoreAsync([FromServices] IAuthorizationGate gate, CancellationToken ct)
    {
        await gate.CheckAsync(HttpContext, ct);
        return SignIn(Describe("none").SetClaim(Claims.Subject, "1"));
    }

    /// <summary>Puts a second identity beside the one that is stamped.</summary>
    [HttpGet("~/oauth/twofaced")]
    public async Task<IResult> AddIdentityAsync([FromServices] IAuthorizationGate gate, CancellationToken ct) =>
        await gate.CheckAsync(HttpContext, ct) is GateOutcome.Closed closed
            ? closed.Answer
            : SignIn(Describe("none"), new ClaimsIdentity([new Claim("amr", "otp")], "Other"));

    private ClaimsIdentity Describe(string desk)
    {
        var request = HttpContext.GetOpenIddictServerRequest()!;
        var identity = new ClaimsIdentity("Employees").SetClaim("desk", desk).SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return identity;
    }

    private static IResult SignIn(params ClaimsIdentity[] identities) =>
        Results.SignIn(new ClaimsPrincipal(identities), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
}

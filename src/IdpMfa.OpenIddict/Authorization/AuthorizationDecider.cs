using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using OpenIddict.Abstractions;

namespace IdpMfa.OpenIddict.Authorization;

/// <summary>
/// Asks the authority, once a request. The gate and the guard share the answer, so that no endpoint gets a code by not asking, or
/// by asking and not listening.
/// </summary>
internal sealed class AuthorizationDecider(
    IAuthenticationAuthority authority,
    ICurrentSession currentSession,
    CurrentAuthorization current,
    IInteractionStore interactions,
    TimeProvider clock
)
{
    public async ValueTask<SignInDecision> DecideAsync(OpenIddictRequest request, CancellationToken ct) =>
        current.Decision ??= await DecideOnceAsync(request, ct);

    private async Task<SignInDecision> DecideOnceAsync(OpenIddictRequest request, CancellationToken ct)
    {
        var decision = await authority.DecideAsync(
            SignInRequestReader.Read(request, current),
            await currentSession.FindAsync(ct),
            ct
        );
        return
            decision is SignInDecision.Proceed
            && current.Interaction is { } interaction
            && !await interactions.TryCompleteAsync(interaction.Key, clock.GetUtcNow(), ct)
            ? new SignInDecision.Refuse(SignInError.AlreadyAnswered)
            : decision;
    }
}

namespace IdpMfa.Core.SignIn;

/// <summary>Decides whether a request may have a token. It alone knows policy; engine adapters call it and obey.</summary>
public interface IAuthenticationAuthority
{
    ValueTask<SignInDecision> DecideAsync(SignInRequest request, SignInEvidence? session, CancellationToken ct);

    /// <summary>Whether a code or refresh token of this sign-in may still be exchanged.</summary>
    ValueTask<bool> IsStillGoodAsync(TokenEvidence evidence, string clientId, CancellationToken ct);
}

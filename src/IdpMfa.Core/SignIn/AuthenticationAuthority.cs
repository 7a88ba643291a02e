using IdpMfa.Core.Clients;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SignIn;

internal sealed class AuthenticationAuthority(
    IProtocolEngine engine,
    IUserDirectory users,
    ITenantStore tenants,
    ISignInFactsStore facts,
    ISessionStore sessions,
    TimeProvider clock
) : IAuthenticationAuthority
{
    public async ValueTask<SignInDecision> DecideAsync(
        SignInRequest request,
        SignInEvidence? session,
        CancellationToken ct
    )
    {
        if (await engine.FindClientAsync(request.ClientId, ct) is not { } client)
        {
            return new SignInDecision.Refuse(SignInError.UnknownClient);
        }

        if (request.TenantId is { } wanted && await tenants.FindAsync(wanted, ct) is null)
        {
            return new SignInDecision.Refuse(SignInError.UnknownTenant);
        }

        if (
            session is null
            || (
                request.TenantId is { } tenantId && !string.Equals(tenantId, session.TenantId, StringComparison.Ordinal)
            )
            || IsTooOld(request, session)
            || await users.FindAsync(session.Subject, ct) is not { IsDisabled: false } user
            || await facts.FindAsync(session.Subject, session.TenantId, ct) is not { } known
        )
        {
            return Ask(request, SignInError.LoginRequired, SignInPaths.Login);
        }

        var level = session.Level(known.Tenant.RecoverySatisfiesMfa);
        var outcome = EnforcementEvaluator.Evaluate(
            EnforcementFacts.ToInput(known, user, client, clock.GetUtcNow()) with
            {
                Proved = level,
                HasSecondFactorProof = session.SecondFactor != SecondFactorKind.None,
                HasPutOffSetUp = session.HasPutOffSetUp,
            }
        );

        return outcome switch
        {
            EnforcementOutcome.Enough => new SignInDecision.Proceed(session, level),
            EnforcementOutcome.SecondFactorNeeded => Ask(request, SignInError.InteractionRequired, SignInPaths.Mfa),
            EnforcementOutcome.SetUpNeeded or EnforcementOutcome.SetUpOffered => Ask(
                request,
                SignInError.InteractionRequired,
                SignInPaths.SetUp
            ),
            _ => new SignInDecision.Refuse(SignInError.UnmetAuthenticationRequirements),
        };
    }

    public async ValueTask<bool> IsStillGoodAsync(TokenEvidence evidence, string clientId, CancellationToken ct)
    {
        if (
            await sessions.FindAsync(evidence.SessionId, ct) is not { } session
            || session.UserId != evidence.Subject
            || session.EndedBy == SessionEnd.Revoked
            || (evidence.EndsWithSession && (session.EndedBy is not null || clock.GetUtcNow() >= session.ExpiresAt))
            || await engine.FindClientAsync(clientId, ct) is not { } client
            || await users.FindAsync(evidence.Subject, ct) is not { IsDisabled: false } user
            || await facts.FindAsync(evidence.Subject, user.TenantId, ct) is not { } known
        )
        {
            return false;
        }

        return EnforcementEvaluator.AllowsRefresh(
            EnforcementFacts.ToInput(known, user, client, clock.GetUtcNow()) with
            {
                Proved = evidence.Level,
                HasSecondFactorProof = evidence.HasSecondFactorProof,
                HasPutOffSetUp = session.SetUpPutOffAt is not null,
            }
        );
    }

    /// <summary>prompt=login, or max_age exceeded (OpenID Connect Core §3.1.2.1), and the user has not come back from it.</summary>
    private bool IsTooOld(SignInRequest request, SignInEvidence session)
    {
        var isReauthenticated = IsFor(request.Interaction, session);
        var isExceeded = request.MaxAge is { } maxAge && clock.GetUtcNow() - session.OldestProofAt > maxAge;
        return (request.MustReauthenticate || isExceeded) && !isReauthenticated;
    }

    /// <summary>Whether the session's password was given for this very request.</summary>
    private static bool IsFor(Interaction? interaction, SignInEvidence session) =>
        interaction is not null
        && string.Equals(interaction.Key, session.InteractionKey, StringComparison.Ordinal)
        && session.PasswordAt >= interaction.CreatedAt;

    private static SignInDecision Ask(SignInRequest request, SignInError silentError, string path) =>
        request.MustBeSilent ? new SignInDecision.Refuse(silentError) : new SignInDecision.Interact(path);
}

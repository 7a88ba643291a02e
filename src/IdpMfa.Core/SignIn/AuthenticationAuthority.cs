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
    SignOut signOut,
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

        if (session is not null && IsAnswerOfAnother(request, session))
        {
            // OpenID Connect Core §3.1.2.1: whoever signs in for a hint must be the one it names.
            return new SignInDecision.Refuse(SignInError.LoginRequired);
        }

        if (
            session is null
            || IsOfAnother(request, session)
            || IsTooOld(request, session)
            || await users.FindAsync(session.Subject, ct) is not { IsDisabled: false } user
            || await facts.FindAsync(session.Subject, session.TenantId, ct) is not { } known
        )
        {
            return Ask(request, SignInError.LoginRequired, await ChooseSignInPathAsync(request, session, ct));
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
            EnforcementOutcome.Enough when !Answers(level, request.EssentialAcr) => new SignInDecision.Refuse(
                SignInError.UnmetAuthenticationRequirements
            ),
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

    /// <summary>
    /// The login page; or, where signing in would replace a session that its user can't get back, the sign-out form with its
    /// warning.
    /// </summary>
    private async ValueTask<string> ChooseSignInPathAsync(
        SignInRequest request,
        SignInEvidence? session,
        CancellationToken ct
    ) =>
        session is not null
        && (request.MustReauthenticate || IsOfAnother(request, session))
        && await signOut.NeedsWarningAsync(session, ct)
            ? SignInPaths.Logout
            : SignInPaths.Login;

    /// <summary>The request is for users of another tenant, or for another user.</summary>
    private static bool IsOfAnother(SignInRequest request, SignInEvidence session) =>
        (request.TenantId is { } tenantId && !string.Equals(tenantId, session.TenantId, StringComparison.Ordinal))
        || (request.ExpectedSubject is { } expected && expected != session.Subject);

    /// <summary>Somebody else than the hint names has just signed in for this very request.</summary>
    private static bool IsAnswerOfAnother(SignInRequest request, SignInEvidence session) =>
        request.ExpectedSubject is { } expected && expected != session.Subject && IsFor(request.Interaction, session);

    /// <summary>Whether an essential acr, if one is demanded, has the name that the tokens will say.</summary>
    private static bool Answers(AcrLevel level, IReadOnlyList<string>? essential) =>
        essential is null or [] || essential.Contains(AcrNames.Of(level), StringComparer.Ordinal);

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

using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core.SetUp;

/// <summary>Disables a user's own MFA: factors and recovery tokens are deleted, every other session and refresh token ends.</summary>
public sealed class MfaDisabling(
    ISignInFactsStore facts,
    IAttemptStore attempts,
    ITotpCredentialStore credentials,
    IRecoveryTokenStore tokens,
    SessionStarter sessions,
    UserNotices notices,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    IOptions<SessionOptions> options,
    TimeProvider clock
)
{
    public async Task<MfaDisableOutcome> DisableAsync(SignInEvidence session, CancellationToken ct)
    {
        var outcome = await unitOfWork.RunAsync(ct => TryDisableAsync(session, ct), ct);
        if (outcome is MfaDisableOutcome.Enforced or MfaDisableOutcome.SignInAgain)
        {
            var reason = outcome is MfaDisableOutcome.Enforced ? AuditReason.Enforced : AuditReason.NotFresh;
            await audit.AppendAsync(Event(AuditCode.MfaDisableRefused, session) with { Reason = reason }, ct);
        }

        return outcome;
    }

    private async Task<Work<MfaDisableOutcome>> TryDisableAsync(SignInEvidence session, CancellationToken ct)
    {
        // The user's row first: what is read from here on stays true until the commit.
        await attempts.MoveEpochAsync(session.Subject, ct);
        if (await facts.FindAsync(session.Subject, session.TenantId, ct) is not { } known)
        {
            return Refuse(new MfaDisableOutcome.SignInAgain());
        }

        switch (MfaDisablePolicy.Evaluate(session, known.Tenant, options.Value.FreshFor, clock.GetUtcNow()))
        {
            case MfaDisableAccess.Enforced:
                return Refuse(new MfaDisableOutcome.Enforced());
            case MfaDisableAccess.SignInAgain:
                return Refuse(new MfaDisableOutcome.SignInAgain());
        }

        if (!known.HasFactor)
        {
            return Refuse(new MfaDisableOutcome.WasOff());
        }

        if (await sessions.RestartAsync(WithoutFactor(session), session, ct) is not { } started)
        {
            return Refuse(new MfaDisableOutcome.SignInAgain());
        }

        await credentials.DeleteAllAsync(session.Subject, ct);
        await tokens.ReplaceAllAsync(session.Subject, [], ct);
        await audit.AppendAsync(Event(AuditCode.MfaDisabled, session), ct);
        await notices.TellAsync(session.Subject, MailKind.MfaDisabled, null, ct);
        return Work<MfaDisableOutcome>.Commit(new MfaDisableOutcome.Disabled(started));
    }

    private static Work<MfaDisableOutcome> Refuse(MfaDisableOutcome outcome) =>
        Work<MfaDisableOutcome>.RollBack(outcome);

    private static SessionProof WithoutFactor(SignInEvidence session) =>
        new()
        {
            UserId = session.Subject,
            TenantId = session.TenantId,
            AuthenticationId = session.AuthenticationId,
            PasswordAt = session.PasswordAt,
        };

    private AuditEvent Event(string code, SignInEvidence session) =>
        AuditEvent.Of(code, session.Subject, clock.GetUtcNow()) with
        {
            TenantId = session.TenantId,
        };
}

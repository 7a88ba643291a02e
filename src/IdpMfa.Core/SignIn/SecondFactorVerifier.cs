using System.Security.Cryptography;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core.SignIn;

/// <summary>Compares a charged attempt with the user's factors, and consumes the one that it is right for.</summary>
public sealed class SecondFactorVerifier(
    ITotpCredentialStore credentials,
    IRecoveryTokenStore tokens,
    IAttemptStore attempts,
    ISecretProtector protector,
    IOptions<TotpOptions> totp,
    IOptions<LockoutOptions> lockout,
    TimeProvider clock
)
{
    /// <summary>Looks only; call it after the attempt was charged.</summary>
    public Task<FactorMatch> VerifyAsync(UserId user, MfaCode code, CancellationToken ct) =>
        code switch
        {
            MfaCode.Totp typed => VerifyTotpAsync(user, typed.Code, ct),
            MfaCode.Recovery typed => VerifyRecoveryAsync(user, typed.Token, ct),
            _ => Task.FromResult<FactorMatch>(new FactorMatch.Wrong(AuditReason.NotACode)),
        };

    /// <summary>Uses the factor up: true for exactly one caller. Part of the unit of work that accepts the sign-in.</summary>
    public async Task<bool> TryConsumeAsync(UserId user, FactorMatch.Right right, CancellationToken ct)
    {
        if (right.Kind == SecondFactorKind.Totp)
        {
            return await credentials.TryConsumeStepAsync(right.FactorId, right.Step, clock.GetUtcNow(), ct);
        }

        await attempts.ClearRecoveryFailuresAsync(user, ct);
        return await tokens.TryConsumeAsync(right.FactorId, clock.GetUtcNow(), ct);
    }

    private async Task<FactorMatch> VerifyTotpAsync(UserId user, TotpCode code, CancellationToken ct)
    {
        var reason = AuditReason.NoFactor;
        foreach (var credential in await credentials.ListAsync(user, ct))
        {
            reason = reason == AuditReason.NoFactor ? AuditReason.WrongCode : reason;
            if (credential.Failures > lockout.Value.FactorFailureCap)
            {
                reason = AuditReason.FactorDisabled;
                continue;
            }

            if (protector.TryUnprotect(SecretPurpose.TotpKey, user, credential.Secret) is not { } key)
            {
                reason = AuditReason.KeyUnreadable;
                continue;
            }

            var found = TotpAlgorithm.Match(TotpSecret.FromKey(key), code, clock.GetUtcNow(), totp.Value.DriftSteps);
            CryptographicOperations.ZeroMemory(key);
            switch (found)
            {
                // RFC 6238 §5.2: a code is accepted once. The store decides between parallel attempts; this only names the reason.
                case TotpMatch.Now now when now.Step > credential.LastUsedStep:
                    return new FactorMatch.Right(SecondFactorKind.Totp, credential.Id, now.Step);
                case TotpMatch.AtAnotherTime other
                    when other.Step > credential.LastUsedStep && !await IsSpentAsync(credential.Id, other.Step, ct):
                    return new FactorMatch.OffClock(credential.Id, other.Step, other.Drift);
                case TotpMatch.Now or TotpMatch.AtAnotherTime:
                    reason = AuditReason.ReplayedCode;
                    break;
            }
        }

        return new FactorMatch.Wrong(reason);
    }

    /// <summary>A double click brings a spent code twice and must read the same twice.</summary>
    private async Task<bool> IsSpentAsync(Guid factorId, long step, CancellationToken ct) =>
        await credentials.FindSpentAsync(factorId, step, ct) is { } spentAt
        && clock.GetUtcNow() - spentAt >= DoubleClick.Window;

    private async Task<FactorMatch> VerifyRecoveryAsync(UserId user, RecoveryToken? typed, CancellationToken ct)
    {
        if (typed is null)
        {
            return new FactorMatch.Wrong(AuditReason.WrongRecoveryToken);
        }

        if (
            await attempts.FindAsync(user, ct) is not { } state
            || state.RecoveryFailures > lockout.Value.FactorFailureCap
        )
        {
            return new FactorMatch.Wrong(AuditReason.FactorDisabled);
        }

        var hash = RecoveryTokenHash.Compute(user, typed);
        StoredRecoveryToken? match = null;
        foreach (var stored in await tokens.ListAsync(user, ct))
        {
            match =
                stored.HashVersion == RecoveryTokenHash.CurrentVersion
                && CryptographicOperations.FixedTimeEquals(stored.Hash, hash)
                    ? stored
                    : match;
        }

        return match switch
        {
            null => new FactorMatch.Wrong(AuditReason.WrongRecoveryToken),
            { UsedAt: not null } => new FactorMatch.Wrong(AuditReason.UsedRecoveryToken),
            _ => new FactorMatch.Right(SecondFactorKind.Recovery, match.Id, 0),
        };
    }
}

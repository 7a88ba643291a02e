using System.Security.Cryptography;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core.SetUp;

/// <summary>The key that set-up shows: made once for a pending sign-in, and the same on every reload.</summary>
public sealed class SetUpKey(
    IPendingSignInStore pendingSignIns,
    ITotpCredentialStore credentials,
    ISecretProtector protector,
    IOptions<TotpOptions> options,
    TimeProvider clock
)
{
    /// <returns>The key, and the pending sign-in as it is with it; null where that is over.</returns>
    public async Task<(PendingSignIn Pending, TotpSecret Secret)?> GetAsync(PendingSignIn pending, CancellationToken ct)
    {
        if (pending.SetUpKey is null || pending.SetUpFailures >= PendingSignIn.MaxSetUpFailures)
        {
            var fresh = TotpSecret.CreateRandom();
            var key = protector.Protect(SecretPurpose.TotpKey, pending.UserId, fresh.Key);

            // Where another request was faster, its key is the one to show.
            await pendingSignIns.TrySetKeyAsync(pending.Id, key, pending.BeganAt + PendingSignIn.SetUpLifetime, ct);
            if (await pendingSignIns.FindAsync(pending.Id, clock.GetUtcNow(), ct) is not { } current)
            {
                return null;
            }

            pending = current;
        }

        // None where the sign-in was completed meanwhile.
        return
            pending.SetUpKey is { } shown
            && protector.TryUnprotect(SecretPurpose.TotpKey, pending.UserId, shown) is { } bytes
            ? (pending, TotpSecret.FromKey(bytes))
            : null;
    }

    /// <summary>Compares a charged code with the key.</summary>
    public async Task<FactorMatch> MatchAsync(PendingSignIn pending, MfaCode code, CancellationToken ct)
    {
        if (
            code is not MfaCode.Totp typed
            || protector.TryUnprotect(SecretPurpose.TotpKey, pending.UserId, pending.SetUpKey!) is not { } bytes
        )
        {
            return new FactorMatch.Wrong(AuditReason.WrongCode);
        }

        var now = clock.GetUtcNow();
        var match = TotpAlgorithm.Match(TotpSecret.FromKey(bytes), typed.Code, now, options.Value.DriftSteps);
        CryptographicOperations.ZeroMemory(bytes);
        switch (match)
        {
            case TotpMatch.Now right when await credentials.FindSpentAsync(pending.Id, right.Step, ct) is null:
                return new FactorMatch.Right(SecondFactorKind.Totp, pending.Id, right.Step);

            case TotpMatch.AtAnotherTime other
                when await credentials.FindSpentAsync(pending.Id, other.Step, ct) is not { } spentAt
                    || now - spentAt < DoubleClick.Window:
                return new FactorMatch.OffClock(pending.Id, other.Step, other.Drift);

            default:
                return new FactorMatch.Wrong(AuditReason.WrongCode);
        }
    }
}

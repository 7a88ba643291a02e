using System.Security.Cryptography;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SetUp;

/// <summary>Hands out enrolment passes and redeems them: the enrolment proof of who can't prove a mailbox.</summary>
/// <remarks>
/// A pass is worth nothing without the password: it is redeemed for a pending sign-in only, and charged on the
/// second-factor counter before it is looked at. The refusals are for the page to word alike.
/// </remarks>
public sealed class EnrolmentPasses(
    IEnrolmentPassStore passes,
    ITotpCredentialStore credentials,
    IAttemptStore attempts,
    IPendingSignInStore pendingSignIns,
    LockoutGuard lockout,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Makes a pass; an earlier one is worth nothing from now on.</summary>
    /// <returns>The pass, to be shown once; null where the user has MFA, and so nothing to enrol.</returns>
    public Task<EnrolmentPass?> TryIssueAsync(UserAccount user, string actor, CancellationToken ct) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                if ((await credentials.ListAsync(user.Id, ct)).Count > 0)
                {
                    return Work<EnrolmentPass?>.RollBack(null);
                }

                return Work<EnrolmentPass?>.Commit(await IssueAsync(user, actor, ct));
            },
            ct
        );

    /// <summary>Redeems what was typed as the enrolment proof of a pending sign-in.</summary>
    public async Task<bool> TryRedeemAsync(PendingSignIn pending, string? typed, CancellationToken ct)
    {
        var charge = await lockout.ChargeSecondFactorAsync(pending.UserId, pending.Id, FactorKind.None, ct);
        if (charge is AttemptCharge.Refused)
        {
            await audit.AppendAsync(Refusal(pending, AuditReason.LockedOrBusy), ct);
            return false;
        }

        var reason = await FindReasonToRefuseAsync(pending.UserId, typed, ct) switch
        {
            (null, { } pass) => await RedeemAsync(pending, pass, ct),
            var (refusal, _) => refusal,
        };
        if (reason is null)
        {
            return true;
        }

        await lockout.RefuseCodeAsync(Refusal(pending, reason), pending.UserId, ct);
        return false;
    }

    /// <summary>Makes a pass as part of a unit of work.</summary>
    internal async Task<EnrolmentPass> IssueAsync(UserAccount user, string actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var pass = EnrolmentPass.CreateRandom();
        await passes.ReplaceAsync(
            new StoredEnrolmentPass
            {
                Id = Guid.CreateVersion7(),
                UserId = user.Id,
                Hash = EnrolmentPassHash.Compute(user.Id, pass),
                HashVersion = EnrolmentPassHash.CurrentVersion,
                IssuedAt = now,
                ExpiresAt = now + EnrolmentPass.Lifetime,
            },
            ct
        );
        await audit.AppendAsync(
            AuditEvent.Of(AuditCode.EnrolmentPassIssued, user.Id, now) with
            {
                TenantId = user.TenantId,
                Actor = actor,
            },
            ct
        );
        return pass;
    }

    private async Task<(string? Reason, StoredEnrolmentPass? Pass)> FindReasonToRefuseAsync(
        UserId user,
        string? typed,
        CancellationToken ct
    )
    {
        if (EnrolmentPass.TryParse(typed) is not { } pass)
        {
            return (AuditReason.NotACode, null);
        }

        var hash = EnrolmentPassHash.Compute(user, pass);
        if (
            await passes.FindAsync(user, ct) is not { HashVersion: EnrolmentPassHash.CurrentVersion } stored
            || !CryptographicOperations.FixedTimeEquals(stored.Hash, hash)
        )
        {
            return (AuditReason.WrongEnrolmentPass, null);
        }

        return stored.UsedAt is null && stored.ExpiresAt > clock.GetUtcNow()
            ? (null, stored)
            : (AuditReason.UsedEnrolmentPass, null);
    }

    /// <returns>Null where it was redeemed, else why not.</returns>
    private Task<string?> RedeemAsync(PendingSignIn pending, StoredEnrolmentPass pass, CancellationToken ct) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                // The user's row first, as everywhere. A pending sign-in whose epoch has passed could do nothing with
                // the proof: the pass must not be spent on it.
                var now = clock.GetUtcNow();
                var epoch = await attempts.TryAcceptAsync(pending.UserId, SignInStep.SecondFactor, pending.Epoch, ct);
                if (epoch != pending.Epoch || !await pendingSignIns.TryProveAsync(pending.Id, null, now, ct))
                {
                    return Work<string?>.RollBack(AuditReason.Superseded);
                }

                if (!await passes.TryConsumeAsync(pass.Id, now, ct))
                {
                    return Work<string?>.RollBack(AuditReason.UsedEnrolmentPass);
                }

                await audit.AppendAsync(
                    Event(AuditCode.EnrolmentProofAccepted, pending) with
                    {
                        Reason = AuditReason.EnrolmentPass,
                    },
                    ct
                );
                return Work<string?>.Commit(null);
            },
            ct
        );

    private AuditEvent Refusal(PendingSignIn pending, string reason) =>
        Event(AuditCode.EnrolmentProofRefused, pending) with
        {
            Reason = reason,
        };

    private AuditEvent Event(string code, PendingSignIn pending) =>
        AuditEvent.Of(code, pending.UserId, clock.GetUtcNow()) with
        {
            TenantId = pending.TenantId,
            ClientId = pending.ClientId,
        };
}

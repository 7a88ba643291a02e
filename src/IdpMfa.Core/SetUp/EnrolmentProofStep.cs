using System.Text;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.SetUp;

/// <summary>Who holds only a password proves the mailbox before a key is shown.</summary>
/// <remarks>
/// The code is mailed when the page is first reached, is good for this pending sign-in only, and takes five tries. New codes
/// need mails, and mails are limited per user: so are the tries, over any number of sign-ins.
/// </remarks>
public sealed class EnrolmentProofStep(
    SetUpSubjectFinder subjects,
    IPendingSignInStore pendingSignIns,
    EnrolmentPasses passes,
    IMailOutbox outbox,
    MailLimit limit,
    ISecretProtector protector,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <param name="pendingId">The pending sign-in.</param>
    /// <param name="sendAgain">Mail another code, even where one was mailed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<EnrolmentProofOffer> OfferAsync(Guid pendingId, bool sendAgain, CancellationToken ct)
    {
        if (await subjects.FindAsync(pendingId, ct) is not { } subject)
        {
            return new EnrolmentProofOffer.Gone();
        }

        if (!IsAskedFor(subject))
        {
            return new EnrolmentProofOffer.NotNeeded();
        }

        if (subject.User is not { EmailConfirmed: true, Email: { } address })
        {
            return new EnrolmentProofOffer.Ready(subject, EnrolmentMail.NoAddress);
        }

        if (!MustSend(subject.Pending, sendAgain))
        {
            return new EnrolmentProofOffer.Ready(subject, EnrolmentMail.Sent);
        }

        var isSent = await unitOfWork.RunAsync(ct => SendAsync(subject, address, ct), ct);
        return new EnrolmentProofOffer.Ready(subject, isSent ? EnrolmentMail.Sent : EnrolmentMail.Limited);
    }

    public async Task<EnrolmentProofOutcome> VerifyAsync(
        Guid pendingId,
        string? typed,
        SignInEvidence? browserSession,
        CancellationToken ct
    )
    {
        if (await subjects.FindAsync(pendingId, ct) is not { } subject || !subject.BelongsTo(browserSession))
        {
            return EnrolmentProofOutcome.Gone;
        }

        if (!IsAskedFor(subject))
        {
            return EnrolmentProofOutcome.Accepted; // the other click of a double click
        }

        if (MailCode.TryParse(typed) is { } code)
        {
            return await VerifyCodeAsync(subject.Pending, code, ct);
        }

        // Anything else counts as a pass: it is charged on the second factor's counter before it is looked at.
        return await passes.TryRedeemAsync(subject.Pending, typed, ct)
            ? EnrolmentProofOutcome.Accepted
            : EnrolmentProofOutcome.Refused;
    }

    private static bool IsAskedFor(SetUpSubject subject) =>
        subject is { NeedsProof: true, MustGiveFactor: false, IsNotOffered: false };

    private bool MustSend(PendingSignIn pending, bool sendAgain) =>
        pending.ProofSentAt is not { } sentAt
        || (sendAgain && clock.GetUtcNow() - sentAt >= DoubleClick.Window)
        || clock.GetUtcNow() - sentAt >= MailCode.Lifetime;

    private async Task<Work<bool>> SendAsync(SetUpSubject subject, string address, CancellationToken ct)
    {
        var pending = subject.Pending;
        var now = clock.GetUtcNow();
        var code = MailCode.CreateRandom();
        var hash = code.Hash(MailKind.EnrolmentCode, pending.UserId, pending.Id);
        var expiresAt = pending.BeganAt + PendingSignIn.SetUpLifetime;
        if (!await limit.TryTakeAsync(pending.UserId, MailKind.EnrolmentCode, ct))
        {
            return Work<bool>.RollBack(false);
        }

        if (!await pendingSignIns.TrySetProofCodeAsync(pending.Id, hash, pending.ProofSentAt, now, expiresAt, ct))
        {
            return Work<bool>.RollBack(true); // another request was faster, and has sent one
        }

        var mail = new OutboxMail
        {
            Kind = MailKind.EnrolmentCode,
            UserId = pending.UserId,
            TenantId = pending.TenantId,
            To = address,
            Secret = protector.Protect(
                SecretPurpose.MailSecret,
                pending.UserId,
                Encoding.UTF8.GetBytes(code.ToDisplayString())
            ),
            QueuedAt = now,
            DueAt = now,
            ExpiresAt = now + MailCode.Lifetime,
        };
        await outbox.AddAsync(mail, ct);
        await audit.AppendAsync(SetUpEvent.Of(AuditCode.EnrolmentProofSent, pending, now), ct);
        return Work<bool>.Commit(true);
    }

    private async Task<EnrolmentProofOutcome> VerifyCodeAsync(
        PendingSignIn pending,
        MailCode code,
        CancellationToken ct
    )
    {
        var isRight =
            await pendingSignIns.TryChargeProofAsync(pending.Id, clock.GetUtcNow(), ct)
            && pending.ProofCodeHash is { } hash
            && code.Matches(hash, MailKind.EnrolmentCode, pending.UserId, pending.Id);
        var isAccepted =
            isRight
            && await unitOfWork.RunAsync(
                async ct =>
                {
                    var now = clock.GetUtcNow();
                    if (!await pendingSignIns.TryProveAsync(pending.Id, pending.ProofCodeHash, now, ct))
                    {
                        return Work<bool>.RollBack(false);
                    }

                    await audit.AppendAsync(SetUpEvent.Of(AuditCode.EnrolmentProofAccepted, pending, now), ct);
                    return Work<bool>.Commit(true);
                },
                ct
            );
        if (isAccepted)
        {
            return EnrolmentProofOutcome.Accepted;
        }

        // The other click of a double click, or a newer code: what counts is whether the proof is given now.
        if (await pendingSignIns.FindAsync(pending.Id, clock.GetUtcNow(), ct) is { ProvedAt: not null } && isRight)
        {
            return EnrolmentProofOutcome.Accepted;
        }

        await audit.AppendAsync(
            SetUpEvent.Of(AuditCode.EnrolmentProofRefused, pending, clock.GetUtcNow()) with
            {
                Reason = AuditReason.WrongCode,
            },
            ct
        );
        return EnrolmentProofOutcome.Refused;
    }
}

using IdpMfa.Core.Audit;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Addresses;

/// <summary>Asks for another mail address. It is the user's only when its mailbox has confirmed it.</summary>
/// <remarks>
/// A session without a second factor needs a code from the present address too: who has stolen a password, or a session,
/// must not move the mails to another mailbox and prove that one.
/// </remarks>
public sealed class AddressChange(
    IUserDirectory users,
    IMailLinkStore store,
    MailLinks links,
    MailLimit limit,
    SensitiveChange sensitive,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <summary>The address that a code of this session is awaited for; null where there is none.</summary>
    public async Task<string?> FindAwaitedAsync(SignInEvidence session, CancellationToken ct) =>
        (await FindCodeAsync(session, ct))?.Detail;

    public async Task<AddressChangeOutcome> AskAsync(SignInEvidence session, string? typed, CancellationToken ct)
    {
        if (
            !await sensitive.IsAllowedAsync(session, ct)
            || await users.FindAsync(session.Subject, ct) is not { IsDisabled: false } user
        )
        {
            return new AddressChangeOutcome.SignInAgain();
        }

        if (MailAddressText.TryRead(typed) is not { } address)
        {
            return new AddressChangeOutcome.NoAddress();
        }

        if (session.SecondFactor != SecondFactorKind.None)
        {
            await SendLinkAsync(session, user, address, ct);
            return new AddressChangeOutcome.LinkSent();
        }

        if (user is not { EmailConfirmed: true, Email: not null })
        {
            await audit.AppendAsync(Event(AuditCode.AddressChangeRefused, user, AuditReason.NoConfirmedAddress), ct);
            return new AddressChangeOutcome.AskAdministrator();
        }

        await unitOfWork.RunAsync(
            async ct =>
            {
                var isAllowed = await limit.TryTakeAsync(user.Id, MailKind.ChangeAddressCode, ct);
                if (isAllowed)
                {
                    await links.IssueCodeAsync(user, address, session.SessionId, ct);
                }

                await audit.AppendAsync(
                    Event(AuditCode.AddressChangeRequested, user, isAllowed ? null : AuditReason.TooManyMails),
                    ct
                );
                return Work<bool>.Commit(isAllowed);
            },
            ct
        );
        return new AddressChangeOutcome.CodeSent();
    }

    public async Task<AddressChangeOutcome> GiveCodeAsync(SignInEvidence session, string? typed, CancellationToken ct)
    {
        if (
            !await sensitive.IsAllowedAsync(session, ct)
            || await users.FindAsync(session.Subject, ct) is not { IsDisabled: false } user
        )
        {
            return new AddressChangeOutcome.SignInAgain();
        }

        // Charged before the code is looked at.
        if (
            await FindCodeAsync(session, ct) is not { Detail: { } address } awaited
            || !await store.TryChargeAsync(awaited.Id, MailCode.MaxTries, clock.GetUtcNow(), ct)
            || MailCode.TryParse(typed) is not { } code
            || !code.Matches(awaited.Hash, MailKind.ChangeAddressCode, user.Id, awaited.Id)
            || !await TrySendLinkAsync(session, user, address, awaited.Id, ct)
        )
        {
            await audit.AppendAsync(Event(AuditCode.AddressChangeRefused, user, AuditReason.WrongCode), ct);
            return new AddressChangeOutcome.CodeRefused();
        }

        return new AddressChangeOutcome.LinkSent();
    }

    private async Task<MailLink?> FindCodeAsync(SignInEvidence session, CancellationToken ct) =>
        await store.FindAsync(MailKind.ChangeAddressCode, session.Subject, ct) is { Tries: < MailCode.MaxTries } awaited
        && awaited.IsAlive(clock.GetUtcNow())
        && awaited.SessionId == session.SessionId
            ? awaited
            : null;

    private Task<bool> SendLinkAsync(SignInEvidence session, UserAccount user, string address, CancellationToken ct) =>
        TrySendLinkAsync(session, user, address, usedCode: null, ct);

    private Task<bool> TrySendLinkAsync(
        SignInEvidence session,
        UserAccount user,
        string address,
        Guid? usedCode,
        CancellationToken ct
    ) =>
        unitOfWork.RunAsync(
            async ct =>
            {
                if (usedCode is { } code && !await store.TryUseAsync(code, clock.GetUtcNow(), ct))
                {
                    return Work<bool>.RollBack(false);
                }

                var reason = await FindReasonForNoMailAsync(user, address, ct);
                if (reason != AuditReason.TooManyMails)
                {
                    await links.IssueConfirmationAsync(user, address, session.SessionId, isSent: reason is null, ct);
                }

                await audit.AppendAsync(Event(AuditCode.AddressChangeRequested, user, reason), ct);
                return Work<bool>.Commit(true);
            },
            ct
        );

    private async Task<string?> FindReasonForNoMailAsync(UserAccount user, string address, CancellationToken ct)
    {
        if (!await limit.TryTakeAsync(user.Id, MailKind.ConfirmAddress, ct))
        {
            return AuditReason.TooManyMails;
        }

        return await users.IsTakenAsync(address, user.Id, ct) ? AuditReason.AddressTaken : null;
    }

    private AuditEvent Event(string code, UserAccount user, string? reason) =>
        AuditEvent.Of(code, user.Id, clock.GetUtcNow()) with
        {
            TenantId = user.TenantId,
            Reason = reason,
        };
}

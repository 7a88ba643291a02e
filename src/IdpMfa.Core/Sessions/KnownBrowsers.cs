using IdpMfa.Core.Audit;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Sessions;

/// <summary>Tells users of a sign-in from a browser that was not seen before. Part of the unit of work of the sign-in.</summary>
public sealed class KnownBrowsers(
    ICurrentBrowser current,
    IKnownBrowserStore browsers,
    UserNotices notices,
    IAuditLog audit,
    TimeProvider clock
)
{
    /// <summary>Remembers the browser of this sign-in. The first of a user is nothing to tell of.</summary>
    public async Task SeeAsync(UserId user, string tenantId, CancellationToken ct)
    {
        if (current.GetId() is not { } id)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var hash = KnownBrowser.HashOf(user, id);
        if (await browsers.TryTouchAsync(user, hash, now, ct))
        {
            return;
        }

        var isFirst = !await browsers.AnyAsync(user, ct);
        await browsers.AddAsync(
            new KnownBrowser
            {
                UserId = user,
                Hash = hash,
                FirstSeenAt = now,
                LastSeenAt = now,
            },
            ct
        );
        if (isFirst)
        {
            return;
        }

        await audit.AppendAsync(AuditEvent.Of(AuditCode.NewBrowserSeen, user, now) with { TenantId = tenantId }, ct);
        await notices.TellAsync(user, MailKind.NewBrowser, null, ct);
    }
}

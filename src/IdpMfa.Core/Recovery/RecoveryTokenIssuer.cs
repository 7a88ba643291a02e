using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Recovery;

/// <summary>Issues recovery tokens; a new issue replaces the one before.</summary>
/// <remarks>
/// The form that asks for tokens carries them already, encrypted for this server. So the same form sent twice shows the
/// same tokens, while the database has only their hashes.
/// </remarks>
public sealed class RecoveryTokenIssuer(
    IRecoveryTokenStore tokens,
    IAttemptStore attempts,
    ISessionStore sessions,
    ITotpCredentialStore credentials,
    ISecretProtector protector,
    UserNotices notices,
    IUnitOfWork unitOfWork,
    IAuditLog audit,
    IOptions<RecoveryTokenOptions> options,
    TimeProvider clock
)
{
    /// <summary>Makes the tokens that a form will issue, as text for a hidden field.</summary>
    /// <param name="user">Their owner.</param>
    /// <param name="scope">The pending sign-in or session that the form belongs to.</param>
    public ProtectedSecret Prepare(UserId user, Guid scope)
    {
        var prepared = Create();
        var text = string.Join(
            '|',
            [
                scope.ToString("N"),
                prepared.PreparedAt.UtcTicks.ToString(CultureInfo.InvariantCulture),
                .. prepared.Tokens.Select(token => token.Canonical),
            ]
        );
        return protector.Protect(SecretPurpose.NextRecoveryTokens, user, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Reads what a form brought back; anything else than what <see cref="Prepare"/> made counts as nothing, and new tokens are made.</summary>
    public PreparedRecoveryTokens Read(UserId user, Guid scope, string? prepared) =>
        TryRead(user, scope, prepared) ?? Create();

    /// <summary>Stores the tokens instead of the user's earlier ones. Part of a unit of work.</summary>
    public async Task IssueAsync(UserId user, string tenantId, PreparedRecoveryTokens prepared, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await attempts.ClearRecoveryFailuresAsync(user, ct);
        await tokens.ReplaceAllAsync(user, [.. prepared.Tokens.Select(token => ToStored(user, token, now))], ct);
        await audit.AppendAsync(
            AuditEvent.Of(AuditCode.RecoveryTokenIssued, user, now) with
            {
                TenantId = tenantId,
            },
            ct
        );
    }

    /// <summary>Issues tokens on a user's wish; whether the session may is decided by <see cref="FactorChangePolicy"/> before.</summary>
    public async Task<RecoveryTokenIssue> ReissueAsync(SignInEvidence session, string? prepared, CancellationToken ct)
    {
        var next = Read(session.Subject, session.SessionId, prepared);

        return await unitOfWork.RunAsync<RecoveryTokenIssue>(
            async ct =>
            {
                // The user's row first, so that two clicks queue here, and a reset or disabling that was faster is seen.
                await attempts.ClearRecoveryFailuresAsync(session.Subject, ct);
                if (
                    await sessions.FindAsync(session.SessionId, ct) is not { EndedAt: null }
                    || await credentials.ListAsync(session.Subject, ct) is []
                )
                {
                    return Work<RecoveryTokenIssue>.RollBack(new RecoveryTokenIssue.Stale());
                }

                var stored = await tokens.ListAsync(session.Subject, ct);

                if (IsRepeated(session.Subject, next, stored))
                {
                    return Work<RecoveryTokenIssue>.RollBack(new RecoveryTokenIssue.Issued(next.Tokens));
                }

                if (stored.Any(token => token.IssuedAt > next.PreparedAt) || Contains(session.Subject, next, stored))
                {
                    return Work<RecoveryTokenIssue>.RollBack(new RecoveryTokenIssue.Stale());
                }

                await IssueAsync(session.Subject, session.TenantId, next, ct);
                await notices.TellAsync(session.Subject, MailKind.RecoveryTokenIssued, null, ct);
                return Work<RecoveryTokenIssue>.Commit(new RecoveryTokenIssue.Issued(next.Tokens));
            },
            ct
        );
    }

    /// <summary>Whether these very tokens were issued a moment ago and none is used: the other click of a double click.</summary>
    public async Task<bool> IsRepeatedAsync(UserId user, PreparedRecoveryTokens prepared, CancellationToken ct) =>
        IsRepeated(user, prepared, await tokens.ListAsync(user, ct));

    private bool IsRepeated(UserId user, PreparedRecoveryTokens prepared, IReadOnlyList<StoredRecoveryToken> stored) =>
        stored.All(token => token.UsedAt is null && clock.GetUtcNow() - token.IssuedAt < DoubleClick.Window)
        && Contains(user, prepared, stored);

    private static bool Contains(
        UserId user,
        PreparedRecoveryTokens prepared,
        IReadOnlyList<StoredRecoveryToken> stored
    )
    {
        var hash = RecoveryTokenHash.Compute(user, prepared.Tokens[0]);
        return stored.Any(token => CryptographicOperations.FixedTimeEquals(token.Hash, hash));
    }

    private PreparedRecoveryTokens Create() =>
        new([.. Enumerable.Range(0, options.Value.Count).Select(_ => RecoveryToken.CreateRandom())], clock.GetUtcNow());

    private PreparedRecoveryTokens? TryRead(UserId user, Guid scope, string? prepared)
    {
        if (
            string.IsNullOrEmpty(prepared)
            || protector.TryUnprotect(SecretPurpose.NextRecoveryTokens, user, new ProtectedSecret(prepared))
                is not { } bytes
        )
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes).Split('|');
        if (
            parts.Length < 3
            || parts[0] != scope.ToString("N")
            || !long.TryParse(parts[1], CultureInfo.InvariantCulture, out var ticks)
        )
        {
            return null;
        }

        var read = new List<RecoveryToken>();
        foreach (var part in parts[2..])
        {
            if (!RecoveryToken.TryParse(part, out var token))
            {
                return null;
            }

            read.Add(token!);
        }

        return new PreparedRecoveryTokens(read, new DateTimeOffset(ticks, TimeSpan.Zero));
    }

    private static StoredRecoveryToken ToStored(UserId user, RecoveryToken token, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            UserId = user,
            Hash = RecoveryTokenHash.Compute(user, token),
            HashVersion = RecoveryTokenHash.CurrentVersion,
            IssuedAt = now,
        };
}

using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Passwords;

/// <summary>Fetches what <see cref="PasswordPolicy"/> needs to know.</summary>
public sealed class PasswordRules(ISignInFactsStore facts)
{
    /// <param name="user">Who chooses.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="productName">What the pages call themselves.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PasswordVerdict> EvaluateAsync(
        UserAccount user,
        string password,
        string productName,
        CancellationToken ct
    )
    {
        // Of a tenant that is unknown nothing is enforced, so the password stands alone.
        var tenant = (await facts.FindAsync(user.Id, user.TenantId, ct))?.Tenant;
        var minLength = tenant is null ? PasswordPolicy.MinLengthAlone : PasswordPolicy.MinLength(tenant.Enforcement);
        return PasswordPolicy.Evaluate(
            password,
            minLength,
            [user.UserName, user.Email ?? "", user.TenantId, tenant?.Name ?? "", productName]
        );
    }

    /// <summary>How long a new password of this user must be.</summary>
    public async Task<int> GetMinLengthAsync(UserAccount user, CancellationToken ct) =>
        await facts.FindAsync(user.Id, user.TenantId, ct) is { } known
            ? PasswordPolicy.MinLength(known.Tenant.Enforcement)
            : PasswordPolicy.MinLengthAlone;

    internal static string? ReasonOf(PasswordVerdict verdict) =>
        verdict switch
        {
            PasswordVerdict.TooShort => Audit.AuditReason.PasswordTooShort,
            PasswordVerdict.TooLong => Audit.AuditReason.PasswordTooLong,
            PasswordVerdict.Common => Audit.AuditReason.PasswordCommon,
            PasswordVerdict.NamesOwner => Audit.AuditReason.PasswordNamesOwner,
            _ => null,
        };
}

using IdpMfa.Core.Recovery;
using IdpMfa.Core.Totp;

namespace IdpMfa.Server.Provisioning.Entries;

/// <summary>An entry of <c>users</c>. A class, not a record: records print what they hold.</summary>
internal sealed class ProvisionedUser
{
    public required string Path { get; init; }

    public required string TenantId { get; init; }

    public required string UserName { get; init; }

    public required string? Email { get; init; }

    public required bool EmailConfirmed { get; init; }

    public required SecretText? Password { get; init; }

    /// <summary>An ASP.NET Core Identity v3 hash, taken over as it is.</summary>
    public required SecretText? PasswordHash { get; init; }

    public required bool IsAdmin { get; init; }

    public required bool IsDisabled { get; init; }

    public required TotpSecret? Totp { get; init; }

    public required IReadOnlyList<RecoveryToken> RecoveryTokens { get; init; }

    /// <summary>The members that the file has; what it lacks is left alone where the user is there already.</summary>
    public IReadOnlySet<string> Written { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    public string? ConfirmedEmail => EmailConfirmed ? Email : null;
}

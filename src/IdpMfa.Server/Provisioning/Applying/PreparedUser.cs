using IdpMfa.Core.Secrets;
using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>A user of the file with names as they are compared and, for one who is missing, secrets hashed and encrypted.</summary>
internal sealed class PreparedUser
{
    public required ProvisionedUser Entry { get; init; }

    /// <summary>Of one who is missing: the id to be.</summary>
    public required Guid Id { get; init; }

    public required string NormalizedUserName { get; init; }

    public required string? NormalizedEmail { get; init; }

    /// <summary>
    /// Whether somebody of that name was there when the run began; then nothing is prepared, or what an overwriting run changes.
    /// </summary>
    public required bool IsThere { get; init; }

    public required string? PasswordHash { get; init; }

    public required ProtectedSecret? TotpKey { get; init; }

    public string? ConfirmedEmail => Entry.EmailConfirmed ? NormalizedEmail : null;
}

using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning.Applying;

/// <summary>A user of the file, with names as they are compared and, for one who is missing, the password hashed.</summary>
internal sealed class PreparedUser
{
    public required ProvisionedUser Entry { get; init; }

    public required string NormalizedUserName { get; init; }

    public required string? NormalizedEmail { get; init; }

    public required string? PasswordHash { get; init; }

    public string? ConfirmedEmail => Entry.EmailConfirmed ? NormalizedEmail : null;
}

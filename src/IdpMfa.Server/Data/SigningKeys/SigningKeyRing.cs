using Microsoft.IdentityModel.Tokens;

namespace IdpMfa.Server.Data.SigningKeys;

/// <summary>The token service's keys in this process; filled at start, before the engine's options are built.</summary>
internal sealed class SigningKeyRing
{
    public IReadOnlyList<RsaSecurityKey> Signing { get; set; } = [];

    public IReadOnlyList<SymmetricSecurityKey> Encryption { get; set; } = [];
}

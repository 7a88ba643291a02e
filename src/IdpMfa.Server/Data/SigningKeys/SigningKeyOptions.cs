using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace IdpMfa.Server.Data.SigningKeys;

/// <summary>Hands the keys to the engine.</summary>
internal sealed class SigningKeyOptions(SigningKeyRing ring) : IConfigureOptions<OpenIddictServerOptions>
{
    public void Configure(OpenIddictServerOptions options)
    {
        options.SigningCredentials.AddRange(
            ring.Signing.Select(key => new SigningCredentials(key, SecurityAlgorithms.RsaSha256))
        );
        options.EncryptionCredentials.AddRange(
            ring.Encryption.Select(key => new EncryptingCredentials(
                key,
                SecurityAlgorithms.Aes256KW,
                SecurityAlgorithms.Aes256CbcHmacSha512
            ))
        );
    }
}

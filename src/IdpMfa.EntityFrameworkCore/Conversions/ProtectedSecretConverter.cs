using IdpMfa.Core.Secrets;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IdpMfa.EntityFrameworkCore.Conversions;

internal sealed class ProtectedSecretConverter()
    : ValueConverter<ProtectedSecret, string>(secret => secret.Value, value => new ProtectedSecret(value));

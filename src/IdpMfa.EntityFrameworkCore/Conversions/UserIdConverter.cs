using IdpMfa.Core.Users;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IdpMfa.EntityFrameworkCore.Conversions;

internal sealed class UserIdConverter()
    : ValueConverter<UserId, string>(user => user.Value, value => UserId.From(value));

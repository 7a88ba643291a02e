using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace IdpMfa.Web.Identity;

/// <summary>A hash that no password matches, as costly to compare as the host's others. Made once a process.</summary>
internal sealed class NobodysPassword<TUser>
    where TUser : class
{
    private string? _hash;

    public string GetHash(IPasswordHasher<TUser> hasher) =>
        _hash ??= hasher.HashPassword(null!, Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));
}

using System.Security.Cryptography;
using System.Text;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Sessions;

/// <summary>A browser in which a user has signed in. It is worth nothing at a sign-in; a new one is told to the user.</summary>
public sealed class KnownBrowser
{
    public const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>How long a browser stays known without a sign-in, and its cookie lives.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    public required UserId UserId { get; init; }

    /// <summary>Of the browser's random id and the user: two users of one browser can't be told from the table.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset FirstSeenAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    internal static byte[] HashOf(UserId user, string browserId) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes($"IdpMfa browser v1:{user}"), Encoding.UTF8.GetBytes(browserId));
}

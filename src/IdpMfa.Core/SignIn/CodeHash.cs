using System.Security.Cryptography;
using System.Text;

namespace IdpMfa.Core.SignIn;

/// <summary>Recognises the same code sent twice for one pending sign-in.</summary>
internal static class CodeHash
{
    public static byte[] Compute(Guid pendingId, MfaCode code) =>
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes($"IdpMfa double click:{pendingId}"),
            Encoding.UTF8.GetBytes(code.Canonical())
        );

    /// <summary>Stands for a sign-in that was completed without a code.</summary>
    public static byte[] None => [];

    /// <summary>Completed without a code, within the time that a double click takes.</summary>
    public static bool IsDoubleClick(PendingSignIn pending, DateTimeOffset now) =>
        pending is { CompletedAt: { } completedAt, CompletedCodeHash: [] } && now - completedAt < DoubleClick.Window;

    /// <summary>The same code, within the time that a double click takes.</summary>
    public static bool IsDoubleClick(PendingSignIn pending, MfaCode code, DateTimeOffset now) =>
        pending is { CompletedAt: { } completedAt, CompletedCodeHash: { } hash }
        && now - completedAt < DoubleClick.Window
        && CryptographicOperations.FixedTimeEquals(hash, Compute(pending.Id, code));
}

using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace IdpMfa.Core.Totp;

/// <summary>RFC 6238 with SHA-1, six digits and steps of 30 seconds: what every authenticator app can do.</summary>
public static class TotpAlgorithm
{
    public const int Digits = 6;

    public static readonly TimeSpan StepLength = TimeSpan.FromSeconds(30);

    /// <summary>RFC 6238 §4.2: T = (unix time - T0) / X.</summary>
    public static long StepAt(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / (long)StepLength.TotalSeconds;

    public static string CodeAt(TotpSecret secret, long step) =>
        new Hotp(secret.Key.ToArray(), OtpHashMode.Sha1, Digits).ComputeHOTP(step);

    /// <summary>Looks for the time that a code is right for.</summary>
    /// <param name="secret">The user's key.</param>
    /// <param name="code">Six ASCII digits.</param>
    /// <param name="now">The server's time.</param>
    /// <param name="driftSteps">Steps accepted before and after now.</param>
    /// <remarks>
    /// RFC 6238 §5.2 lets a verifier accept a few steps of delay, and §6 has it find out how far a clock is off. All windows are
    /// always computed and compared in constant time, so that the time of an answer doesn't tell which was hit.
    /// </remarks>
    public static TotpMatch Match(TotpSecret secret, TotpCode code, DateTimeOffset now, int driftSteps)
    {
        var current = StepAt(now);
        var typed = Encoding.ASCII.GetBytes(code.Value);
        int? accepted = null;
        int? nearest = null;
        for (var offset = -ClockDrift.MaxSteps; offset <= ClockDrift.MaxSteps; offset++)
        {
            var expected = Encoding.ASCII.GetBytes(CodeAt(secret, current + offset));
            var isRight = CryptographicOperations.FixedTimeEquals(expected, typed);
            accepted = isRight && Math.Abs(offset) <= driftSteps ? offset : accepted;
            nearest = isRight && (nearest is null || Math.Abs(offset) < Math.Abs(nearest.Value)) ? offset : nearest;
        }

        return (accepted, nearest) switch
        {
            ({ } offset, _) => new TotpMatch.Now(current + offset),
            (_, { } offset) => new TotpMatch.AtAnotherTime(current + offset, new ClockDrift(offset)),
            _ => new TotpMatch.Never(),
        };
    }
}

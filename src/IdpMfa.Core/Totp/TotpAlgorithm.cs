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

    /// <summary>Looks for the code in the windows around now.</summary>
    /// <param name="secret">The user's key.</param>
    /// <param name="code">Six ASCII digits.</param>
    /// <param name="now">The server's time.</param>
    /// <param name="driftSteps">Steps accepted before and after now.</param>
    /// <returns>The newest step that the code is right for, or null.</returns>
    /// <remarks>
    /// RFC 6238 §5.2 lets a verifier accept a few steps of delay. All windows are always computed and compared in
    /// constant time, so that the time of an answer doesn't tell which window was nearly hit.
    /// </remarks>
    public static long? FindStep(TotpSecret secret, TotpCode code, DateTimeOffset now, int driftSteps)
    {
        var current = StepAt(now);
        var typed = Encoding.ASCII.GetBytes(code.Value);
        long? found = null;

        for (var step = current - driftSteps; step <= current + driftSteps; step++)
        {
            var expected = Encoding.ASCII.GetBytes(CodeAt(secret, step));
            found = CryptographicOperations.FixedTimeEquals(expected, typed) ? step : found;
        }

        return found;
    }
}

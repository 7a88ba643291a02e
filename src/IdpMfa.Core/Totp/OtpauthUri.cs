namespace IdpMfa.Core.Totp;

/// <summary>The link that authenticator apps read from a QR code.</summary>
public static class OtpauthUri
{
    /// <summary>
    /// <c>otpauth://totp/ISSUER:ACCOUNT?secret=…&amp;issuer=…&amp;algorithm=SHA1&amp;digits=6&amp;period=30</c>
    /// (Google Authenticator's key URI format).
    /// </summary>
    /// <param name="secret">The key.</param>
    /// <param name="issuer">Shown as the account's heading; a colon, which separates the label, is left out.</param>
    /// <param name="account">Shown below it.</param>
    public static string Create(TotpSecret secret, string issuer, string account)
    {
        var safeIssuer = Uri.EscapeDataString(issuer.Replace(":", "", StringComparison.Ordinal).Trim());
        var safeAccount = Uri.EscapeDataString(account);
        return $"otpauth://totp/{safeIssuer}:{safeAccount}?secret={secret.ToBase32()}&issuer={safeIssuer}&algorithm=SHA1&digits=6&period=30";
    }
}

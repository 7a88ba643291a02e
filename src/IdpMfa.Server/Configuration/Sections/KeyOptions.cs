namespace IdpMfa.Server.Configuration.Sections;

/// <summary>What encrypts the key ring at rest.</summary>
internal sealed class KeyOptions
{
    /// <summary>
    /// Full path of a PKCS#12 file with an RSA key. Default none: then whoever reads the database reads the keys that
    /// TOTP secrets and cookies are encrypted with.
    /// </summary>
    public string? CertificatePath { get; set; }

    public string? CertificatePassword { get; set; }
}

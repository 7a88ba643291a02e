namespace IdpMfa.Server.Data;

/// <summary>Stops the start: the key ring is not the one that encrypted this database.</summary>
internal sealed class KeyRingUnusableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What happened, what to do, and what is lost otherwise.</summary>
    public static string Words(bool hasCertificate) =>
        "The key ring can't decrypt what this database holds, so nothing was started. "
        + (
            hasCertificate
                ? "Set IdpMfa:Keys:CertificatePath to the certificate that encrypted the key ring"
                : "If the key ring was encrypted with a certificate, set IdpMfa:Keys:CertificatePath to it"
        )
        + ", or restore the table DataProtectionKeys from a backup of this database. Without the ring every "
        + "authenticator key, every signing key and every waiting mail in it is lost: all users would have to set up MFA anew.";
}

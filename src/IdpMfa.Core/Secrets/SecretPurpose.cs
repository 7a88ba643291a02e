namespace IdpMfa.Core.Secrets;

/// <summary>What a protected secret is for; a secret made for one purpose can't be read for another.</summary>
public enum SecretPurpose
{
    TotpKey,
    NextRecoveryTokens,

    /// <summary>The token or code that a waiting mail carries.</summary>
    MailSecret,

    /// <summary>What somebody typed who asks for a mail.</summary>
    MailRequest,

    /// <summary>See <see cref="Secrets.KeyCanary"/>.</summary>
    KeyCanary,
}

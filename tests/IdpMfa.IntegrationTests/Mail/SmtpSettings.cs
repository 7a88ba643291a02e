namespace IdpMfa.IntegrationTests.Mail;

/// <summary>How a test wants its mail server.</summary>
internal sealed record SmtpSettings
{
    /// <summary><c>none</c>, <c>starttls</c> or <c>tls</c>.</summary>
    public string Mode { get; init; } = "none";

    /// <summary>0: any free one.</summary>
    public int Port { get; init; }

    public string CertificatePath { get; init; } = "";

    public string KeyPath { get; init; } = "";

    /// <summary><c>user:password</c>, or nothing.</summary>
    public string Credentials { get; init; } = "";
}

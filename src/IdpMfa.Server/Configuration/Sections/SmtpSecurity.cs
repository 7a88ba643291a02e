namespace IdpMfa.Server.Configuration.Sections;

/// <summary>How the connection to the mail server is encrypted.</summary>
internal enum SmtpSecurity
{
    None,
    StartTls,
    Tls,
}

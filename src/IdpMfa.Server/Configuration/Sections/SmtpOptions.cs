namespace IdpMfa.Server.Configuration.Sections;

/// <summary>The server that mails go out by. Without a host they go to <see cref="MailOptions.PickupDirectory"/>.</summary>
internal sealed class SmtpOptions
{
    public string? Host { get; set; }

    /// <summary>Default 587 for StartTls, 465 for Tls, 25 for None.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Address that mails come from. Required with a host.</summary>
    public string? From { get; set; }

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>Default <see cref="SmtpSecurity.StartTls"/>. With None, links in mails travel readable to the mail server.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;
}

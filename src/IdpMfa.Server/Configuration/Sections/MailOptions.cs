namespace IdpMfa.Server.Configuration.Sections;

/// <summary>Where mails go while no SMTP host is set.</summary>
internal sealed class MailOptions
{
    /// <summary>Folder for .eml files, as a full path. Default <c>mail</c> in the working directory.</summary>
    public string PickupDirectory { get; set; } = Path.GetFullPath("mail");
}

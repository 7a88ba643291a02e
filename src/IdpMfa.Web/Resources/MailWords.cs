namespace IdpMfa.Web.Resources;

/// <summary>Names the resource file that holds every word of the mails.</summary>
public sealed class MailWords;

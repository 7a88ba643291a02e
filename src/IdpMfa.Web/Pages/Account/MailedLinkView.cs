namespace IdpMfa.Web.Pages.Account;

/// <summary>What a page shows that is reached by a mailed link, or that mails one.</summary>
internal enum MailedLinkView
{
    /// <summary>A field for the name that a mail is wanted for.</summary>
    Ask,

    /// <summary>A mail is on its way, if there is anybody to get it.</summary>
    Asked,

    /// <summary>The form behind a living link.</summary>
    Form,

    Done,

    /// <summary>The link does nothing any more, and how to get another.</summary>
    Dead,
}

namespace IdpMfa.Core.Mail;

/// <summary>What a mail tells its reader; subject and body come from resources by this name.</summary>
public enum MailKind
{
    /// <summary>The sign-in is locked; a link unlocks it.</summary>
    Unlock = 1,

    /// <summary>A link to choose a new password.</summary>
    PasswordReset,

    /// <summary>A link that confirms a mail address.</summary>
    ConfirmAddress,

    /// <summary>A code to the old address, before a session without MFA may change it.</summary>
    ChangeAddressCode,

    /// <summary>A code that proves the mailbox before a key is shown.</summary>
    EnrolmentCode,

    /// <summary>An administrator is recovering; told to all administrators of the tenant.</summary>
    AdminRecovery,

    // From here on: something changed or happened, and the user is told.
    RecoveryTokenUsed,
    RecoveryTokenIssued,
    MfaEnabled,
    MfaReplaced,
    MfaDisabled,
    MfaReset,
    PasswordChanged,
    AddressChanged,

    /// <summary>A right password, and then a wrong code.</summary>
    WrongCode,

    /// <summary>A sign-in from a browser that was not seen before.</summary>
    NewBrowser,
}

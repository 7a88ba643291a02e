namespace IdpMfa.Core.Audit;

/// <summary>Why something was refused or done. The exact reason is for the log and the audit, never for the browser.</summary>
public static class AuditReason
{
    public const string UnknownUser = "unknown_user";
    public const string OtherTenant = "other_tenant";
    public const string Disabled = "disabled";
    public const string WrongPassword = "wrong_password";
    public const string LockedOrBusy = "locked_or_busy";
    public const string Superseded = "superseded";
    public const string WrongCode = "wrong_code";
    public const string ReplayedCode = "replayed_code";
    public const string ClockOff = "clock_off";
    public const string NotACode = "not_a_code";
    public const string NoFactor = "no_factor";
    public const string FactorDisabled = "factor_disabled";
    public const string KeyUnreadable = "key_unreadable";
    public const string WrongRecoveryToken = "wrong_recovery_token";
    public const string UsedRecoveryToken = "used_recovery_token";
    public const string EnrolmentPass = "enrolment_pass";
    public const string WrongEnrolmentPass = "wrong_enrolment_pass";
    public const string UsedEnrolmentPass = "used_enrolment_pass";
    public const string TooManyPasswords = "too_many_passwords";
    public const string TooManyCodes = "too_many_codes";
    public const string Totp = "totp";
    public const string Recovery = "recovery";
    public const string AdminRecovery = "admin_recovery";
    public const string LinkOver = "link_over";
    public const string OtherUser = "other_user";
    public const string NotAnAdmin = "not_an_admin";
    public const string SignInNotGood = "sign_in_not_good";
    public const string ReplayedToken = "replayed_token";
    public const string CommandLine = "command_line";
    public const string Enforced = "enforced";
    public const string NotFresh = "not_fresh";
    public const string NoConfirmedAddress = "no_confirmed_address";
    public const string NotLocked = "not_locked";
    public const string TooManyMails = "too_many_mails";
    public const string DeadLink = "dead_link";
    public const string WrongName = "wrong_name";
    public const string PasswordTooShort = "password_too_short";
    public const string PasswordTooLong = "password_too_long";
    public const string PasswordCommon = "password_common";
    public const string PasswordNamesOwner = "password_names_owner";
    public const string AddressTaken = "address_taken";
    public const string Mail = "mail";
    public const string SignedOut = "signed_out";
    public const string ReplacedByOtherUser = "replaced_by_other_user";
}

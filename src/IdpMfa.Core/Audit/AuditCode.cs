namespace IdpMfa.Core.Audit;

/// <summary>Stable codes of audit events; they only grow.</summary>
public static class AuditCode
{
    public const string PasswordAccepted = "password_accepted";
    public const string PasswordRefused = "password_refused";
    public const string SecondFactorAccepted = "second_factor_accepted";
    public const string SecondFactorRefused = "second_factor_refused";
    public const string SignInLocked = "sign_in_locked";
    public const string SignInUnlocked = "sign_in_unlocked";
    public const string UnlockRequested = "unlock_requested";
    public const string UnlockRefused = "unlock_refused";
    public const string PasswordResetRequested = "password_reset_requested";
    public const string PasswordReset = "password_reset";
    public const string PasswordResetRefused = "password_reset_refused";
    public const string PasswordChanged = "password_changed";
    public const string PasswordChangeRefused = "password_change_refused";
    public const string AddressChangeRequested = "address_change_requested";
    public const string AddressChangeRefused = "address_change_refused";
    public const string AddressChanged = "address_changed";
    public const string NewBrowserSeen = "new_browser_seen";
    public const string SessionStarted = "session_started";
    public const string SessionRaised = "session_raised";
    public const string SessionEnded = "session_ended";
    public const string MfaEnabled = "mfa_enabled";
    public const string MfaSetUpRefused = "mfa_set_up_refused";
    public const string MfaSetUpPutOff = "mfa_set_up_put_off";
    public const string MfaReplaced = "mfa_replaced";
    public const string MfaDisabled = "mfa_disabled";
    public const string MfaDisableRefused = "mfa_disable_refused";
    public const string EnrolmentProofSent = "enrolment_proof_sent";
    public const string EnrolmentProofAccepted = "enrolment_proof_accepted";
    public const string EnrolmentProofRefused = "enrolment_proof_refused";
    public const string MfaReset = "mfa_reset";
    public const string EnrolmentPassIssued = "enrolment_pass_issued";
    public const string RecoveryTokenIssued = "recovery_token_issued";
    public const string TokenRefused = "token_refused";
    public const string UserDisabled = "user_disabled";
    public const string UserEnabled = "user_enabled";
    public const string UserChanged = "user_changed";
    public const string AdminRoleGiven = "admin_role_given";
    public const string AdminRoleTaken = "admin_role_taken";
    public const string PolicyChanged = "policy_changed";
    public const string AdminRecoveryIssued = "admin_recovery_issued";
    public const string AdminRecoveryRedeemed = "admin_recovery_redeemed";
    public const string AdminRecoveryRefused = "admin_recovery_refused";
    public const string ProvisioningApplied = "provisioning_applied";
}

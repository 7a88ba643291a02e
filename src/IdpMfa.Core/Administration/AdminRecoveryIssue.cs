namespace IdpMfa.Core.Administration;

/// <summary>What came of asking for a recovery link.</summary>
public abstract record AdminRecoveryIssue
{
    private AdminRecoveryIssue() { }

    /// <summary>To be shown once.</summary>
    public sealed record Issued(AdminRecoveryToken Token, DateTimeOffset ExpiresAt) : AdminRecoveryIssue;

    /// <summary>Not an administrator, or a disabled one: Reset MFA is for everybody else.</summary>
    public sealed record NotAnAdmin : AdminRecoveryIssue;

    /// <summary>Another administrator could reset this one's MFA.</summary>
    public sealed record AnotherCanAct : AdminRecoveryIssue;
}

namespace IdpMfa.Core.Enforcement;

/// <summary>Everything that the decision about a sign-in depends on.</summary>
public sealed record EnforcementInput
{
    public required MfaEnforcement Enforcement { get; init; }

    /// <summary>When enforcement was switched on, if it is.</summary>
    public DateTimeOffset? EnforcedSince { get; init; }

    public TimeSpan GracePeriod { get; init; }

    /// <summary>The higher of the tenant's and the client's minimum; a client's <c>requireMfa</c> is a minimum of MFA.</summary>
    public AcrLevel? Minimum { get; init; }

    public required bool HasFactor { get; init; }

    /// <summary>Reset MFA: set-up with no way round.</summary>
    public bool MustEnrol { get; init; }

    public required DateTimeOffset UserCreatedAt { get; init; }

    /// <summary>What the session has proved.</summary>
    public required AcrLevel Proved { get; init; }

    /// <summary>The session has given a second factor, whatever level that is worth.</summary>
    public required bool HasSecondFactorProof { get; init; }

    /// <summary>In this session the user has already put off set-up.</summary>
    public bool HasPutOffSetUp { get; init; }

    public required DateTimeOffset Now { get; init; }
}

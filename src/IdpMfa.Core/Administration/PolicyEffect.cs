namespace IdpMfa.Core.Administration;

/// <summary>What a policy would do to the users of a tenant.</summary>
/// <param name="Total">All who are not disabled.</param>
/// <param name="Stopped">Who would be led to set-up at the next sign-in with no way round.</param>
/// <param name="Asked">Who would be led to set-up and may put it off while the grace period runs.</param>
public sealed record PolicyEffect(int Total, IReadOnlyList<UserOverview> Stopped, IReadOnlyList<UserOverview> Asked);

using IdpMfa.Core.Users;

namespace IdpMfa.Core.Administration;

/// <param name="Users">The users found, in the order of their names.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
public sealed record UserPage(IReadOnlyList<UserOverview> Users, string? Next);

/// <summary>A user with what their sign-in is like.</summary>
public sealed record UserOverview(UserAccount Account, UserSecurityState State);

namespace IdpMfa.Core.Users;

/// <param name="Account">The user.</param>
/// <param name="SortKey">The user name as it is compared; where a list goes on after this user.</param>
public sealed record ListedUser(UserAccount Account, string SortKey);

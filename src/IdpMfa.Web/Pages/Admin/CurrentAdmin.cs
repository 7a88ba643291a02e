using IdpMfa.Core.Administration;
using IdpMfa.Core.Users;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>The administrator whose request this is; set by <see cref="AdminAttribute"/>. Scoped.</summary>
internal sealed class CurrentAdmin
{
    private UserAccount? _account;

    /// <exception cref="InvalidOperationException">The page lacks the attribute.</exception>
    public UserAccount Account =>
        _account ?? throw new InvalidOperationException("This is no page for administrators.");

    public string TenantId => Account.TenantId;

    public AdminActor Actor => new(Account.Id);

    /// <summary>A form would be taken without signing in again.</summary>
    public bool IsFresh { get; private set; }

    public void Set(UserAccount account, bool isFresh) => (_account, IsFresh) = (account, isFresh);
}

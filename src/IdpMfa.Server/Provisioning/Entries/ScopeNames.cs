namespace IdpMfa.Server.Provisioning.Entries;

/// <summary>The scopes that every server has.</summary>
internal static class ScopeNames
{
    public const string OpenId = "openid";

    public static IReadOnlyList<string> BuiltIn { get; } =
    [OpenId, "profile", "email", "offline_access", "idpmfa.admin"];
}

using OpenIddict.Abstractions;

namespace IdpMfa.Server.Provisioning.Entries;

/// <summary>The grant types that a client may list.</summary>
internal static class GrantTypeNames
{
    /// <summary>Stands for <see cref="Mfa"/>.</summary>
    public const string MfaShorthand = "mfa";

    public const string MfaOtp = "http://auth0.com/oauth/grant-type/mfa-otp";
    public const string MfaRecoveryCode = "http://auth0.com/oauth/grant-type/mfa-recovery-code";
    public const string MfaOwn = "urn:idpmfa:oauth:grant-type:mfa";

    public static IReadOnlyList<string> Mfa { get; } = [MfaOwn, MfaOtp, MfaRecoveryCode];

    /// <summary>What the token endpoint of this version serves.</summary>
    public static IReadOnlyList<string> Served { get; } =
    [OpenIddictConstants.GrantTypes.AuthorizationCode, OpenIddictConstants.GrantTypes.RefreshToken];

    /// <summary>What <c>IdpMfa:NativeGrants:Enabled</c> switches.</summary>
    public static IReadOnlyList<string> Native { get; } = [OpenIddictConstants.GrantTypes.Password, .. Mfa];

    public static IReadOnlyList<string> All { get; } =
    [
        .. Served,
        OpenIddictConstants.GrantTypes.ClientCredentials,
        OpenIddictConstants.GrantTypes.DeviceCode,
        .. Native,
        MfaShorthand,
    ];
}

namespace IdpMfa.Web.Identity;

/// <summary>What a host's user class adds to ASP.NET Core Identity's, so that MFA policy can be applied to it.</summary>
/// <remarks>Each is a mapped column of the same name: queries use them.</remarks>
public interface ITenantUser
{
    /// <summary>The tenant that the user belongs to; exactly one.</summary>
    string TenantId { get; }

    /// <summary>A disabled user is refused everywhere.</summary>
    bool IsDisabled { get; set; }

    /// <summary>An administrator of the tenant.</summary>
    bool IsAdmin { get; set; }

    DateTimeOffset CreatedAt { get; }
}

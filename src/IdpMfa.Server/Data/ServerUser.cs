using IdpMfa.Web.Identity;
using Microsoft.AspNetCore.Identity;

namespace IdpMfa.Server.Data;

/// <summary>A user of the ready-made server.</summary>
public sealed class ServerUser : IdentityUser<Guid>, ITenantUser
{
    public string TenantId { get; set; } = "";

    public bool IsDisabled { get; set; }

    public bool IsAdmin { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

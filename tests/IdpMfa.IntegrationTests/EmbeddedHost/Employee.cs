using IdpMfa.Web.Identity;
using Microsoft.AspNetCore.Identity;

namespace IdpMfa.IntegrationTests.EmbeddedHost;

/// <summary>A host's own user class, with a key of its own choice and what else it knows of its people.</summary>
internal sealed class Employee : IdentityUser<int>, ITenantUser
{
    public string TenantId { get; set; } = "";

    public bool IsDisabled { get; set; }

    public bool IsAdmin { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public string Desk { get; set; } = "";
}

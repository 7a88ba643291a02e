using IdpMfa.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.EmbeddedHost;

/// <summary>A host's own context: its people, OpenIddict's tables under OpenIddict's own keys, and ours.</summary>
internal sealed class EmployeeDbContext(DbContextOptions<EmployeeDbContext> options)
    : IdentityUserContext<Employee, int>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseOpenIddict();
        builder.UseIdpMfa();
    }
}

using IdpMfa.Core.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class TenantConfiguration : IEntityTypeConfiguration<Tenant>
{
    public void Configure(EntityTypeBuilder<Tenant> builder)
    {
        builder.ToTable("MfaTenants");
        builder.HasKey(tenant => tenant.Id);
        builder.Property(tenant => tenant.Id).HasMaxLength(Tenant.MaxIdLength).ValueGeneratedNever();
        builder.Property(tenant => tenant.Name).HasMaxLength(256);
        builder.Property(tenant => tenant.Theme).HasMaxLength(64);
        builder.HasCode(tenant => tenant.Enforcement);
        builder.HasInstant(tenant => tenant.EnforcedSince);
        builder.Property(tenant => tenant.GracePeriod).HasConversion<long>();
        builder.HasCode(tenant => tenant.EnrolmentProof);
        builder.Property(tenant => tenant.MinimumAcr).HasConversion<string>().HasMaxLength(32);
    }
}

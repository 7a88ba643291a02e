using IdpMfa.Core.Audit;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;
using IdpMfa.EntityFrameworkCore.Conversions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("MfaAuditEvents");
        builder.HasKey(auditEvent => auditEvent.Id);
        builder.Property(auditEvent => auditEvent.Id).ValueGeneratedNever();
        builder.HasInstant(auditEvent => auditEvent.At);
        builder.Property(auditEvent => auditEvent.Code).HasMaxLength(ConfigurationExtensions.CodeLength);
        builder.Property(auditEvent => auditEvent.Reason).HasMaxLength(ConfigurationExtensions.CodeLength);
        builder
            .Property(auditEvent => auditEvent.Subject)
            .HasConversion<UserIdConverter>()
            .HasMaxLength(UserId.MaxLength);
        builder.Property(auditEvent => auditEvent.Actor).HasMaxLength(UserId.MaxLength);
        builder.Property(auditEvent => auditEvent.Detail).HasMaxLength(AuditEvent.MaxDetailLength);
        builder.Property(auditEvent => auditEvent.TenantId).HasMaxLength(Tenant.MaxIdLength);
        builder.Property(auditEvent => auditEvent.ClientId).HasMaxLength(128);
        builder.Property(auditEvent => auditEvent.Address).HasMaxLength(64);
        builder.HasIndex(auditEvent => new { auditEvent.TenantId, auditEvent.At });
        builder.HasIndex(auditEvent => auditEvent.At);
    }
}

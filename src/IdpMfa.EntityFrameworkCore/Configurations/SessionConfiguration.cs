using IdpMfa.Core.Sessions;
using IdpMfa.Core.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("MfaSessions");
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.Key).HasMaxLength(64);
        builder.Property(session => session.UserId).IsUserId();
        builder.Property(session => session.TenantId).HasMaxLength(Tenant.MaxIdLength);
        builder.HasCode(session => session.SecondFactor);
        builder.Property(session => session.EndedBy).HasConversion<string>().HasMaxLength(16);
        builder.Property(session => session.InteractionKey).HasMaxLength(64);
        builder.HasInstant(session => session.CreatedAt);
        builder.HasInstant(session => session.SeenAt);
        builder.HasInstant(session => session.ExpiresAt);
        builder.HasInstant(session => session.PasswordAt);
        builder.HasInstant(session => session.SecondFactorAt);
        builder.HasInstant(session => session.SetUpPutOffAt);
        builder.HasInstant(session => session.EndedAt);
        builder.HasIndex(session => session.Key).IsUnique();
        builder.HasIndex(session => session.UserId);
        builder.HasIndex(session => session.ExpiresAt);
    }
}

using IdpMfa.Core.Administration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class StoredAdminRecoveryConfiguration : IEntityTypeConfiguration<StoredAdminRecovery>
{
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<StoredAdminRecovery> builder)
    {
        builder.ToTable("MfaAdminRecoveries");
        builder.HasKey(recovery => recovery.Id);
        builder.Property(recovery => recovery.Id).ValueGeneratedNever();
        builder.Property(recovery => recovery.UserId).IsUserId();
        builder.Property(recovery => recovery.Hash).HasMaxLength(HashLength).IsFixedLength();
        builder.HasInstant(recovery => recovery.IssuedAt);
        builder.HasInstant(recovery => recovery.ExpiresAt);
        builder.HasInstant(recovery => recovery.UsedAt);
        builder.HasIndex(recovery => recovery.Hash).IsUnique();
        builder.HasIndex(recovery => recovery.UserId);
        builder.HasIndex(recovery => recovery.ExpiresAt);
    }
}

using IdpMfa.Core.SetUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class StoredEnrolmentPassConfiguration : IEntityTypeConfiguration<StoredEnrolmentPass>
{
    public void Configure(EntityTypeBuilder<StoredEnrolmentPass> builder)
    {
        builder.ToTable("MfaEnrolmentPasses");
        builder.HasKey(pass => pass.Id);
        builder.Property(pass => pass.Id).ValueGeneratedNever();
        builder.Property(pass => pass.UserId).IsUserId();
        builder.Property(pass => pass.Hash).HasMaxLength(EnrolmentPassHash.Length).IsFixedLength();
        builder.HasInstant(pass => pass.IssuedAt);
        builder.HasInstant(pass => pass.ExpiresAt);
        builder.HasInstant(pass => pass.UsedAt);
        builder.HasIndex(pass => pass.UserId);
        builder.HasIndex(pass => pass.ExpiresAt);
    }
}

using IdpMfa.Core.Recovery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class StoredRecoveryTokenConfiguration : IEntityTypeConfiguration<StoredRecoveryToken>
{
    public void Configure(EntityTypeBuilder<StoredRecoveryToken> builder)
    {
        builder.ToTable("MfaRecoveryTokens");
        builder.HasKey(token => token.Id);
        builder.Property(token => token.Id).ValueGeneratedNever();
        builder.Property(token => token.UserId).IsUserId();
        builder.Property(token => token.Hash).HasMaxLength(RecoveryTokenHash.Length).IsFixedLength();
        builder.HasInstant(token => token.IssuedAt);
        builder.HasInstant(token => token.UsedAt);
        builder.HasIndex(token => token.UserId);
    }
}

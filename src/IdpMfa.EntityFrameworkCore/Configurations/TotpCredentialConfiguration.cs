using IdpMfa.Core.Totp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class TotpCredentialConfiguration : IEntityTypeConfiguration<TotpCredential>
{
    public void Configure(EntityTypeBuilder<TotpCredential> builder)
    {
        builder.ToTable("MfaTotpCredentials");
        builder.HasKey(credential => credential.Id);
        builder.Property(credential => credential.Id).ValueGeneratedNever();
        builder.Property(credential => credential.UserId).IsUserId();
        builder.Property(credential => credential.Name).HasMaxLength(128);
        builder.Property(credential => credential.Secret).IsSecret();
        builder.HasInstant(credential => credential.ConfirmedAt);
        builder.HasInstant(credential => credential.LastUsedAt);
        builder.HasIndex(credential => credential.UserId);
    }
}

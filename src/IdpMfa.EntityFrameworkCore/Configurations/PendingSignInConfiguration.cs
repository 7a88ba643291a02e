using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class PendingSignInConfiguration : IEntityTypeConfiguration<PendingSignIn>
{
    public void Configure(EntityTypeBuilder<PendingSignIn> builder)
    {
        builder.ToTable("MfaPendingSignIns");
        builder.HasKey(pending => pending.Id);
        builder.Property(pending => pending.Id).ValueGeneratedNever();
        builder.Property(pending => pending.UserId).IsUserId();
        builder.Property(pending => pending.TenantId).HasMaxLength(Tenant.MaxIdLength);
        builder.Property(pending => pending.ClientId).HasMaxLength(128);
        builder.Property(pending => pending.InteractionKey).HasMaxLength(64);
        builder.Property(pending => pending.ReturnUrl).HasMaxLength(2048);
        builder.Property(pending => pending.SetUpKey!).IsSecret().IsRequired(false);
        builder.Property(pending => pending.CompletedCodeHash).HasMaxLength(32);
        builder.HasInstant(pending => pending.BeganAt);
        builder.HasInstant(pending => pending.ExpiresAt);
        builder.HasInstant(pending => pending.PasswordAt);
        builder.HasCode(pending => pending.Purpose);
        builder.Property(pending => pending.ProofCodeHash).HasMaxLength(32);
        builder.HasInstant(pending => pending.ProofSentAt);
        builder.HasInstant(pending => pending.ProvedAt);
        builder.HasInstant(pending => pending.CompletedAt);
        builder.HasIndex(pending => pending.ExpiresAt);
    }
}

using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class InteractionConfiguration : IEntityTypeConfiguration<Interaction>
{
    public void Configure(EntityTypeBuilder<Interaction> builder)
    {
        builder.ToTable("MfaInteractions");
        builder.HasKey(interaction => interaction.Key);
        builder.Property(interaction => interaction.Key).HasMaxLength(64).ValueGeneratedNever();
        builder.Property(interaction => interaction.ClientId).HasMaxLength(128);
        builder.Property(interaction => interaction.TenantId).HasMaxLength(Tenant.MaxIdLength);
        builder.Property(interaction => interaction.ReturnPath).HasMaxLength(128);
        builder.Ignore(interaction => interaction.ReturnUrl);
        builder.HasInstant(interaction => interaction.CreatedAt);
        builder.HasInstant(interaction => interaction.ExpiresAt);
        builder.HasInstant(interaction => interaction.CompletedAt);
        builder.HasIndex(interaction => interaction.ExpiresAt);
    }
}

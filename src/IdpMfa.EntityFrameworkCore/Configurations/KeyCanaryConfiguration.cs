using IdpMfa.Core.Secrets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class KeyCanaryConfiguration : IEntityTypeConfiguration<KeyCanary>
{
    public void Configure(EntityTypeBuilder<KeyCanary> builder)
    {
        builder.ToTable("MfaKeyCanary");
        builder.HasKey(canary => canary.Id);
        builder.Property(canary => canary.Id).ValueGeneratedNever();
        builder.Property(canary => canary.Secret).IsSecret();
        builder.HasInstant(canary => canary.PlantedAt);
    }
}

using IdpMfa.Core.Totp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class SpentStepConfiguration : IEntityTypeConfiguration<SpentStep>
{
    public void Configure(EntityTypeBuilder<SpentStep> builder)
    {
        builder.ToTable("MfaSpentSteps");

        builder.HasKey(spent => new { spent.FactorId, spent.Step });
        builder.Property(spent => spent.Step).ValueGeneratedNever();
        builder.HasInstant(spent => spent.SpentAt);

        builder.HasIndex(spent => spent.SpentAt);
    }
}

using IdpMfa.Core.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class LeaseConfiguration : IEntityTypeConfiguration<Lease>
{
    public void Configure(EntityTypeBuilder<Lease> builder)
    {
        builder.ToTable("MfaLeases");
        builder.HasKey(lease => lease.Name);
        builder.Property(lease => lease.Name).HasMaxLength(64).ValueGeneratedNever();
        builder.Property(lease => lease.Owner).HasMaxLength(64);
        builder.HasInstant(lease => lease.Until);

        // Planted with the table, so that taking one is an UPDATE and never an INSERT that two nodes race for.
        builder.HasData(
            new Lease { Name = Lease.Pruning },
            new Lease { Name = Lease.Outbox },
            new Lease { Name = Lease.Names }
        );
    }
}

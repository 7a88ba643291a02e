using IdpMfa.Core.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class MailAllowanceConfiguration : IEntityTypeConfiguration<MailAllowance>
{
    public void Configure(EntityTypeBuilder<MailAllowance> builder)
    {
        builder.ToTable("MfaMailAllowances");
        builder.HasKey(allowance => new { allowance.UserId, allowance.Kind });
        builder.Property(allowance => allowance.UserId).IsUserId().ValueGeneratedNever();
        builder.Property(allowance => allowance.Kind).HasConversion<string>().HasMaxLength(32);
        builder.HasInstant(allowance => allowance.Last);
        builder.HasInstant(allowance => allowance.SecondLast);
        builder.HasInstant(allowance => allowance.ThirdLast);
    }
}

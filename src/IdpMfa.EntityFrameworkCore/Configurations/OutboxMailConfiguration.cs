using IdpMfa.Core.Mail;
using IdpMfa.Core.Tenants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class OutboxMailConfiguration : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("MfaOutboxMails");

        builder.HasKey(mail => mail.Id);
        builder.Property(mail => mail.Id).ValueGeneratedNever();

        builder.Property(mail => mail.Kind).HasConversion<string>().HasMaxLength(32);
        builder.Property(mail => mail.UserId).IsUserId();
        builder.Property(mail => mail.TenantId).HasMaxLength(Tenant.MaxIdLength);
        builder.Property(mail => mail.To).HasMaxLength(256);
        builder.Property(mail => mail.Secret!).IsSecret().IsRequired(false);
        builder.Property(mail => mail.Detail).HasMaxLength(256);
        builder.HasInstant(mail => mail.QueuedAt);
        builder.HasInstant(mail => mail.ExpiresAt);
        builder.HasInstant(mail => mail.DueAt);
        builder.HasInstant(mail => mail.SentAt);

        builder.HasIndex(mail => new { mail.SentAt, mail.DueAt });
    }
}

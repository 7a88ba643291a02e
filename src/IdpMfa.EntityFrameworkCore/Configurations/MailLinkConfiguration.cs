using IdpMfa.Core.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class MailLinkConfiguration : IEntityTypeConfiguration<MailLink>
{
    public void Configure(EntityTypeBuilder<MailLink> builder)
    {
        builder.ToTable("MfaMailLinks");
        builder.HasKey(link => link.Id);
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.Kind).HasConversion<string>().HasMaxLength(32);
        builder.Property(link => link.UserId).IsUserId();
        builder.Property(link => link.Hash).HasMaxLength(MailToken.HashLength).IsFixedLength();
        builder.Property(link => link.Detail).HasMaxLength(256);
        builder.HasInstant(link => link.IssuedAt);
        builder.HasInstant(link => link.ExpiresAt);
        builder.HasInstant(link => link.UsedAt);
        builder.HasIndex(link => link.Hash).IsUnique();
        builder.HasIndex(link => new { link.UserId, link.Kind });
        builder.HasIndex(link => link.ExpiresAt);
    }
}

using IdpMfa.Core.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class MailRequestConfiguration : IEntityTypeConfiguration<MailRequest>
{
    public void Configure(EntityTypeBuilder<MailRequest> builder)
    {
        builder.ToTable("MfaMailRequests");
        builder.HasKey(request => request.Id);
        builder.Property(request => request.Id).ValueGeneratedNever();
        builder.Property(request => request.Kind).HasConversion<string>().HasMaxLength(32);
        // A name of 256 characters, four bytes each, encrypted and as base64.
        builder.Property(request => request.Name).IsSecret().HasMaxLength(2048);
        builder.Property(request => request.Address).HasMaxLength(64);
        builder.HasInstant(request => request.AskedAt);
        builder.HasIndex(request => request.AskedAt);
    }
}

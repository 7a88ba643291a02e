using IdpMfa.Core.Sessions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class KnownBrowserConfiguration : IEntityTypeConfiguration<KnownBrowser>
{
    public void Configure(EntityTypeBuilder<KnownBrowser> builder)
    {
        builder.ToTable("MfaKnownBrowsers");
        builder.HasKey(browser => new { browser.UserId, browser.Hash });
        builder.Property(browser => browser.UserId).IsUserId().ValueGeneratedNever();
        builder
            .Property(browser => browser.Hash)
            .HasMaxLength(KnownBrowser.HashLength)
            .IsFixedLength()
            .ValueGeneratedNever();
        builder.HasInstant(browser => browser.FirstSeenAt);
        builder.HasInstant(browser => browser.LastSeenAt);
        builder.HasIndex(browser => browser.LastSeenAt);
    }
}

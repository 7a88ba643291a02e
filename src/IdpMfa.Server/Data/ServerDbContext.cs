using IdpMfa.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.Server.Data;

/// <summary>Everything that the server knows. Each provider derives its own context, so that each has its own migrations.</summary>
public abstract class ServerDbContext(DbContextOptions options)
    : IdentityUserContext<ServerUser, Guid>(options),
        IDataProtectionKeyContext
{
    /// <summary>Keys of two columns fit into an index of MySQL.</summary>
    private const int MaxKeyLength = 128;

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseIdpMfa();
        builder.UseOpenIddict<Guid>();

        // Here and not by Identity's options, which tools that make migrations do not read.
        builder.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.Property(l => l.LoginProvider).HasMaxLength(MaxKeyLength);
            login.Property(l => l.ProviderKey).HasMaxLength(MaxKeyLength);
        });
        builder.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.Property(t => t.LoginProvider).HasMaxLength(MaxKeyLength);
            token.Property(t => t.Name).HasMaxLength(MaxKeyLength);
        });

        builder.Entity<ServerUser>(user =>
        {
            user.ToTable("Users");
            user.Property(u => u.Id).ValueGeneratedNever();
            user.Property(u => u.TenantId).HasMaxLength(64);
            user.Property(u => u.CreatedAt)
                .HasConversion(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
            user.HasIndex(u => new { u.TenantId, u.NormalizedUserName });
        });

        builder.Entity<SigningKey>(key =>
        {
            key.ToTable("SigningKeys");
            key.Property(k => k.Id).ValueGeneratedNever();
            key.Property(k => k.Use).HasConversion<string>().HasMaxLength(16);
            key.Property(k => k.CreatedAt)
                .HasConversion(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
        });
    }
}

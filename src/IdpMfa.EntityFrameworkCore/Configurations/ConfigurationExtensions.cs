using System.Linq.Expressions;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Users;
using IdpMfa.EntityFrameworkCore.Conversions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

/// <summary>The column types that recur.</summary>
internal static class ConfigurationExtensions
{
    public const int CodeLength = 64;

    public static PropertyBuilder<UserId> IsUserId(this PropertyBuilder<UserId> property) =>
        property.HasConversion<UserIdConverter>().HasMaxLength(UserId.MaxLength);

    public static PropertyBuilder<ProtectedSecret> IsSecret(this PropertyBuilder<ProtectedSecret> property) =>
        property.HasConversion<ProtectedSecretConverter>().HasMaxLength(1024);

    public static void HasInstant<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, DateTimeOffset>> property)
        where T : class => builder.Property(property).HasConversion<InstantConverter>();

    public static void HasInstant<T>(this EntityTypeBuilder<T> builder, Expression<Func<T, DateTimeOffset?>> property)
        where T : class => builder.Property(property).HasConversion<InstantConverter>();

    public static void HasCode<T, TEnum>(this EntityTypeBuilder<T> builder, Expression<Func<T, TEnum>> property)
        where T : class => builder.Property(property).HasConversion<string>().HasMaxLength(16);
}

using IdpMfa.Core.Lockout;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IdpMfa.EntityFrameworkCore.Configurations;

internal sealed class SignInStateConfiguration : IEntityTypeConfiguration<SignInState>
{
    public void Configure(EntityTypeBuilder<SignInState> builder)
    {
        builder.ToTable("MfaSignInStates");
        builder.HasKey(state => state.UserId);
        builder.Property(state => state.UserId).IsUserId().ValueGeneratedNever();
        builder.HasInstant(state => state.PasswordChargedAt);
        builder.HasInstant(state => state.SecondFactorChargedAt);
        builder.HasInstant(state => state.LockedAt);
        builder.HasInstant(state => state.WrongCodeNoticeAt);
        builder.Property(state => state.LockedBy).HasConversion<string>().HasMaxLength(16);
    }
}

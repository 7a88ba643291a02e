using IdpMfa.Core.Enforcement;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.SignIn;

public sealed class SignInEvidenceTests
{
    private static readonly DateTimeOffset PasswordAt = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(SecondFactorKind.None, "pwd")]
    [InlineData(SecondFactorKind.Totp, "pwd otp mfa")]
    [InlineData(SecondFactorKind.Recovery, "pwd mfa recovery")]
    public void Amr_says_what_was_given(SecondFactorKind kind, string amr) =>
        Assert.Equal(amr.Split(' '), Evidence(kind).Amr);

    [Theory]
    [InlineData(SecondFactorKind.None, true, AcrLevel.Password)]
    [InlineData(SecondFactorKind.None, false, AcrLevel.Password)]
    [InlineData(SecondFactorKind.Totp, true, AcrLevel.Mfa)]
    [InlineData(SecondFactorKind.Totp, false, AcrLevel.Mfa)]
    [InlineData(SecondFactorKind.Recovery, true, AcrLevel.Mfa)]
    [InlineData(SecondFactorKind.Recovery, false, AcrLevel.Recovery)]
    public void The_tenant_says_what_a_recovery_token_is_worth(
        SecondFactorKind kind,
        bool recoverySatisfiesMfa,
        AcrLevel level
    ) => Assert.Equal(level, Evidence(kind).Level(recoverySatisfiesMfa));

    [Fact]
    public void With_a_password_alone_the_password_is_the_oldest_proof() =>
        Assert.Equal(PasswordAt, Evidence(SecondFactorKind.None).OldestProofAt);

    [Theory]
    [InlineData(60, 0)]
    [InlineData(0, 0)]
    [InlineData(-60, -60)]
    public void The_oldest_proof_counts(int secondFactorAfterSeconds, int expectedAfterSeconds)
    {
        var evidence = Evidence(SecondFactorKind.Totp) with
        {
            SecondFactorAt = PasswordAt.AddSeconds(secondFactorAfterSeconds),
        };

        Assert.Equal(PasswordAt.AddSeconds(expectedAfterSeconds), evidence.OldestProofAt);
    }

    private static SignInEvidence Evidence(SecondFactorKind kind) =>
        new()
        {
            Subject = UserId.From("alice"),
            TenantId = "acme",
            SessionId = Guid.CreateVersion7(),
            AuthenticationId = Guid.CreateVersion7(),
            PasswordAt = PasswordAt,
            SecondFactor = kind,
        };
}

using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Sessions;

public sealed class FactorChangePolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(SecondFactorKind.None, 0, FactorChangeAccess.SignInAgain)]
    [InlineData(SecondFactorKind.None, 60, FactorChangeAccess.SignInAgain)]
    [InlineData(SecondFactorKind.Totp, 0, FactorChangeAccess.Allowed)]
    [InlineData(SecondFactorKind.Totp, 9, FactorChangeAccess.Allowed)]
    [InlineData(SecondFactorKind.Totp, 10, FactorChangeAccess.SignInAgain)]
    [InlineData(SecondFactorKind.Recovery, 0, FactorChangeAccess.Allowed)]
    [InlineData(SecondFactorKind.Recovery, 9, FactorChangeAccess.Allowed)]
    [InlineData(SecondFactorKind.Recovery, 10, FactorChangeAccess.PasswordNeeded)]
    [InlineData(SecondFactorKind.Recovery, 600, FactorChangeAccess.PasswordNeeded)]
    public void What_a_session_must_give_for_a_new_token(
        SecondFactorKind kind,
        int minutesOld,
        FactorChangeAccess expected
    )
    {
        var at = Now.AddMinutes(-minutesOld);
        var session = new SignInEvidence
        {
            Subject = UserId.From("alice"),
            TenantId = "acme",
            SessionId = Guid.CreateVersion7(),
            AuthenticationId = Guid.CreateVersion7(),
            PasswordAt = at,
            SecondFactor = kind,
            SecondFactorAt = kind == SecondFactorKind.None ? null : at,
        };

        Assert.Equal(expected, FactorChangePolicy.Evaluate(session, TimeSpan.FromMinutes(10), Now));
    }
}

using IdpMfa.Core.Enforcement;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.SetUp;

public sealed class MfaDisablePolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(MfaEnforcement.Enforced, null, SecondFactorKind.Totp, 0, MfaDisableAccess.Enforced)]
    [InlineData(MfaEnforcement.Enforced, null, SecondFactorKind.Recovery, 0, MfaDisableAccess.Enforced)]
    [InlineData(MfaEnforcement.Enforced, null, SecondFactorKind.None, 60, MfaDisableAccess.Enforced)]
    [InlineData(MfaEnforcement.Optional, AcrLevel.Mfa, SecondFactorKind.Totp, 0, MfaDisableAccess.Enforced)]
    [InlineData(MfaEnforcement.Optional, AcrLevel.Password, SecondFactorKind.Totp, 0, MfaDisableAccess.Allowed)]
    [InlineData(MfaEnforcement.Optional, null, SecondFactorKind.Totp, 9, MfaDisableAccess.Allowed)]
    [InlineData(MfaEnforcement.Optional, null, SecondFactorKind.Totp, 10, MfaDisableAccess.SignInAgain)]
    [InlineData(MfaEnforcement.Optional, null, SecondFactorKind.Recovery, 9, MfaDisableAccess.Allowed)]
    [InlineData(MfaEnforcement.Optional, null, SecondFactorKind.Recovery, 10, MfaDisableAccess.SignInAgain)]
    [InlineData(MfaEnforcement.Optional, null, SecondFactorKind.None, 0, MfaDisableAccess.SignInAgain)]
    [InlineData(MfaEnforcement.Off, null, SecondFactorKind.Totp, 0, MfaDisableAccess.Allowed)]
    public void Only_a_fresh_session_with_a_second_factor_disables_and_only_where_MFA_is_not_enforced(
        MfaEnforcement enforcement,
        AcrLevel? minimum,
        SecondFactorKind secondFactor,
        int age,
        MfaDisableAccess expected
    )
    {
        var tenant = new Tenant
        {
            Id = "acme",
            Name = "Acme",
            Enforcement = enforcement,
            MinimumAcr = minimum,
        };
        var provedAt = Now - TimeSpan.FromMinutes(age);
        var session = new SignInEvidence
        {
            Subject = UserId.From("alice"),
            TenantId = "acme",
            SessionId = Guid.Empty,
            AuthenticationId = Guid.Empty,
            PasswordAt = provedAt,
            SecondFactor = secondFactor,
            SecondFactorAt = secondFactor == SecondFactorKind.None ? null : provedAt,
        };

        Assert.Equal(expected, MfaDisablePolicy.Evaluate(session, tenant, TimeSpan.FromMinutes(10), Now));
    }
}

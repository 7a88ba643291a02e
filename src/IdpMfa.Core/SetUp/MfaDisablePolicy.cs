using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;

namespace IdpMfa.Core.SetUp;

/// <summary>Who may disable MFA. Pure.</summary>
public static class MfaDisablePolicy
{
    /// <remarks>A fresh sign-in by recovery token may, where MFA is not enforced: the phone may be gone for good.</remarks>
    public static MfaDisableAccess Evaluate(
        SignInEvidence session,
        Tenant tenant,
        TimeSpan freshFor,
        DateTimeOffset now
    )
    {
        if (IsEnforced(tenant))
        {
            return MfaDisableAccess.Enforced;
        }

        return session.SecondFactor != SecondFactorKind.None && SessionPolicy.IsFresh(session, freshFor, now)
            ? MfaDisableAccess.Allowed
            : MfaDisableAccess.SignInAgain;
    }

    /// <summary>A tenant's minimum above the password leads everybody to set-up as enforcement does.</summary>
    public static bool IsEnforced(Tenant tenant) =>
        tenant.Enforcement == MfaEnforcement.Enforced || tenant.MinimumAcr > AcrLevel.Password;
}

using IdpMfa.Core.Clients;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.SignIn;

/// <summary>Puts what the stores know into the evaluator's words.</summary>
internal static class EnforcementFacts
{
    /// <summary>The input of somebody who has given the password and nothing else.</summary>
    public static EnforcementInput ToInput(
        SignInFacts facts,
        UserAccount user,
        ClientSettings? client,
        DateTimeOffset now
    ) =>
        new()
        {
            Enforcement = facts.Tenant.Enforcement,
            EnforcedSince = facts.Tenant.EnforcedSince,
            GracePeriod = facts.Tenant.GracePeriod,
            Minimum = Highest(facts.Tenant.MinimumAcr, client?.Minimum),
            HasFactor = facts.HasFactor,
            MustEnrol = facts.State?.MustEnrol ?? false,
            UserCreatedAt = user.CreatedAt,
            Proved = AcrLevel.Password,
            HasSecondFactorProof = false,
            Now = now,
        };

    private static AcrLevel? Highest(AcrLevel? one, AcrLevel? other) => one is null || other > one ? other : one;
}

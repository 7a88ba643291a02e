using IdpMfa.Core.Enforcement;
using static IdpMfa.Core.Enforcement.MfaEnforcement;

namespace IdpMfa.Core.Tests.Enforcement;

public sealed class RefreshTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    // enforcement, has a factor, what the tokens proved, allowed
    [InlineData(Off, false, AcrLevel.Password, true)]
    [InlineData(Off, true, AcrLevel.Password, true)] // enabling leaves other sessions alone
    [InlineData(Off, true, AcrLevel.Mfa, true)]
    [InlineData(Optional, false, AcrLevel.Password, true)]
    [InlineData(Optional, true, AcrLevel.Password, true)]
    [InlineData(Enforced, false, AcrLevel.Password, false)]
    [InlineData(Enforced, true, AcrLevel.Password, false)]
    [InlineData(Enforced, false, AcrLevel.Mfa, false)] // the factor is gone
    [InlineData(Enforced, true, AcrLevel.Recovery, true)]
    [InlineData(Enforced, true, AcrLevel.Mfa, true)]
    public void Enforcement_reaches_tokens(
        MfaEnforcement enforcement,
        bool hasFactor,
        AcrLevel proved,
        bool isAllowed
    ) =>
        Assert.Equal(
            isAllowed,
            EnforcementEvaluator.AllowsRefresh(Input(enforcement, proved) with { HasFactor = hasFactor })
        );

    [Theory]
    [InlineData(Off)]
    [InlineData(Optional)]
    [InlineData(Enforced)]
    public void A_minimum_is_not_met_by_a_factor_that_is_gone(MfaEnforcement enforcement) =>
        Assert.False(
            EnforcementEvaluator.AllowsRefresh(
                Input(enforcement, AcrLevel.Mfa) with
                {
                    HasFactor = false,
                    Minimum = AcrLevel.Mfa,
                }
            )
        );

    [Theory]
    [InlineData(AcrLevel.Password, null, true)]
    [InlineData(AcrLevel.Password, AcrLevel.Password, true)]
    [InlineData(AcrLevel.Password, AcrLevel.Recovery, false)]
    [InlineData(AcrLevel.Password, AcrLevel.Mfa, false)]
    [InlineData(AcrLevel.Recovery, AcrLevel.Recovery, true)]
    [InlineData(AcrLevel.Recovery, AcrLevel.Mfa, false)]
    [InlineData(AcrLevel.Mfa, AcrLevel.Recovery, true)]
    [InlineData(AcrLevel.Mfa, AcrLevel.Mfa, true)]
    [InlineData(AcrLevel.Mfa, AcrLevel.PhishingResistant, false)]
    [InlineData(AcrLevel.PhishingResistant, AcrLevel.PhishingResistant, true)]
    public void A_minimum_reaches_tokens(AcrLevel proved, AcrLevel? minimum, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            EnforcementEvaluator.AllowsRefresh(Input(Optional, proved) with { HasFactor = true, Minimum = minimum })
        );

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void In_the_grace_period_tokens_live_on(bool hasFactor, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            EnforcementEvaluator.AllowsRefresh(
                Input(Enforced, AcrLevel.Password) with
                {
                    HasFactor = hasFactor,
                    EnforcedSince = Now,
                    GracePeriod = TimeSpan.FromDays(1),
                }
            )
        );

    [Theory]
    [InlineData(Off)]
    [InlineData(Optional)]
    [InlineData(Enforced)]
    public void After_a_reset_no_token_is_refreshed(MfaEnforcement enforcement) =>
        Assert.False(
            EnforcementEvaluator.AllowsRefresh(
                Input(enforcement, AcrLevel.Mfa) with
                {
                    MustEnrol = true,
                    EnforcedSince = Now,
                    GracePeriod = TimeSpan.FromDays(1),
                }
            )
        );

    private static EnforcementInput Input(MfaEnforcement enforcement, AcrLevel proved) =>
        new()
        {
            Enforcement = enforcement,
            EnforcedSince = Now.AddDays(-1),
            HasFactor = false,
            UserCreatedAt = Now.AddYears(-1),
            Proved = proved,
            HasSecondFactorProof = proved > AcrLevel.Password,
            Now = Now,
        };
}

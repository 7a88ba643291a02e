using IdpMfa.Core.Enforcement;
using static IdpMfa.Core.Enforcement.EnforcementOutcome;
using static IdpMfa.Core.Enforcement.MfaEnforcement;

namespace IdpMfa.Core.Tests.Enforcement;

public sealed class EnforcementEvaluatorTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Off, null, Enough)]
    [InlineData(Off, AcrLevel.Password, Enough)]
    [InlineData(Off, AcrLevel.Recovery, SetUpNeeded)]
    [InlineData(Off, AcrLevel.Mfa, SetUpNeeded)]
    [InlineData(Off, AcrLevel.PhishingResistant, CannotBeMet)]
    [InlineData(Optional, null, Enough)]
    [InlineData(Optional, AcrLevel.Mfa, SetUpNeeded)]
    [InlineData(Optional, AcrLevel.PhishingResistant, CannotBeMet)]
    [InlineData(Enforced, null, SetUpNeeded)]
    [InlineData(Enforced, AcrLevel.Password, SetUpNeeded)]
    [InlineData(Enforced, AcrLevel.Mfa, SetUpNeeded)]
    [InlineData(Enforced, AcrLevel.PhishingResistant, CannotBeMet)]
    public void Without_a_factor(MfaEnforcement enforcement, AcrLevel? minimum, EnforcementOutcome expected) =>
        Assert.Equal(
            expected,
            EnforcementEvaluator.Evaluate(
                Input(enforcement) with
                {
                    Minimum = minimum,
                    EnforcedSince = Now.AddDays(-1),
                }
            )
        );

    [Theory]
    [InlineData(Off)]
    [InlineData(Optional)]
    [InlineData(Enforced)]
    public void Who_has_a_factor_gives_it_whatever_the_enforcement(MfaEnforcement enforcement)
    {
        var input = Input(enforcement) with { HasFactor = true };

        Assert.Equal(SecondFactorNeeded, EnforcementEvaluator.Evaluate(input));
        Assert.Equal(
            Enough,
            EnforcementEvaluator.Evaluate(input with { Proved = AcrLevel.Mfa, HasSecondFactorProof = true })
        );
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_grace_period_is_for_those_without_a_factor(bool hasPutOff, bool isGraceOver)
    {
        var input = Input(Enforced) with
        {
            HasFactor = true,
            EnforcedSince = Now,
            GracePeriod = isGraceOver ? TimeSpan.Zero : TimeSpan.FromDays(1),
            HasPutOffSetUp = hasPutOff,
        };

        Assert.Equal(SecondFactorNeeded, EnforcementEvaluator.Evaluate(input));
    }

    [Theory]
    [InlineData(AcrLevel.Mfa, null, Enough)]
    [InlineData(AcrLevel.Mfa, AcrLevel.Mfa, Enough)]
    [InlineData(AcrLevel.Mfa, AcrLevel.PhishingResistant, CannotBeMet)]
    [InlineData(AcrLevel.Recovery, null, Enough)]
    [InlineData(AcrLevel.Recovery, AcrLevel.Password, Enough)]
    [InlineData(AcrLevel.Recovery, AcrLevel.Recovery, Enough)]
    [InlineData(AcrLevel.Recovery, AcrLevel.Mfa, SecondFactorNeeded)]
    [InlineData(AcrLevel.PhishingResistant, AcrLevel.PhishingResistant, Enough)]
    [InlineData(AcrLevel.PhishingResistant, AcrLevel.Mfa, Enough)]
    public void What_was_proved_must_reach_the_minimum(
        AcrLevel proved,
        AcrLevel? minimum,
        EnforcementOutcome expected
    ) =>
        Assert.Equal(
            expected,
            EnforcementEvaluator.Evaluate(
                Input(Enforced) with
                {
                    HasFactor = true,
                    Proved = proved,
                    HasSecondFactorProof = true,
                    Minimum = minimum,
                }
            )
        );

    [Theory]
    [InlineData(Off)]
    [InlineData(Optional)]
    [InlineData(Enforced)]
    public void A_recovery_token_that_is_worth_less_than_MFA_still_meets_enforcement(MfaEnforcement enforcement) =>
        Assert.Equal(
            Enough,
            EnforcementEvaluator.Evaluate(
                Input(enforcement) with
                {
                    HasFactor = true,
                    Proved = AcrLevel.Recovery,
                    HasSecondFactorProof = true,
                }
            )
        );

    [Theory]
    [InlineData(Off)]
    [InlineData(Optional)]
    [InlineData(Enforced)]
    public void After_a_reset_set_up_has_no_way_round(MfaEnforcement enforcement)
    {
        var input = Input(enforcement) with
        {
            MustEnrol = true,
            EnforcedSince = Now,
            GracePeriod = TimeSpan.FromDays(1),
            HasPutOffSetUp = true,
        };

        Assert.Equal(SetUpNeeded, EnforcementEvaluator.Evaluate(input));
    }

    [Fact]
    public void What_a_removed_factor_proved_is_worth_nothing()
    {
        var input = Input(Optional) with { Minimum = AcrLevel.Mfa, Proved = AcrLevel.Mfa, HasSecondFactorProof = true };

        Assert.Equal(SetUpNeeded, EnforcementEvaluator.Evaluate(input));
    }

    [Theory]
    [InlineData(1, false, SetUpOffered)]
    [InlineData(1, true, Enough)]
    [InlineData(0, false, SetUpNeeded)]
    [InlineData(0, true, SetUpNeeded)]
    [InlineData(-1, false, SetUpNeeded)]
    [InlineData(-1, true, SetUpNeeded)]
    public void In_the_grace_period_set_up_can_be_put_off(int secondsLeft, bool hasPutOff, EnforcementOutcome expected)
    {
        var input = Input(Enforced) with
        {
            EnforcedSince = Now.AddDays(-7).AddSeconds(secondsLeft),
            GracePeriod = TimeSpan.FromDays(7),
            HasPutOffSetUp = hasPutOff,
        };

        Assert.Equal(expected, EnforcementEvaluator.Evaluate(input));
    }

    [Theory]
    [InlineData(AcrLevel.Recovery)]
    [InlineData(AcrLevel.Mfa)]
    public void A_minimum_ends_the_grace(AcrLevel minimum)
    {
        var input = Input(Enforced) with
        {
            EnforcedSince = Now,
            GracePeriod = TimeSpan.FromDays(7),
            Minimum = minimum,
            HasPutOffSetUp = true,
        };

        Assert.Equal(SetUpNeeded, EnforcementEvaluator.Evaluate(input));
    }

    private static EnforcementInput Input(MfaEnforcement enforcement) =>
        new()
        {
            Enforcement = enforcement,
            HasFactor = false,
            UserCreatedAt = Now.AddYears(-1),
            Proved = AcrLevel.Password,
            HasSecondFactorProof = false,
            Now = Now,
        };
}

using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.Totp;

public sealed class TotpOptionsValidatorTests
{
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Drift_is_none_or_one_step(int driftSteps, bool isValid)
    {
        var result = new TotpOptionsValidator().Validate(null, new TotpOptions { DriftSteps = driftSteps });

        Assert.Equal(isValid, result.Succeeded);
        Assert.Equal(isValid, result.FailureMessage is null);
    }

    [Fact]
    public void The_default_is_one_step() => Assert.Equal(1, new TotpOptions().DriftSteps);

    [Fact]
    public void The_problem_names_its_key()
    {
        var result = new TotpOptionsValidator().Validate(null, new TotpOptions { DriftSteps = 9 });

        Assert.Contains("IdpMfa:Totp:DriftSteps", result.FailureMessage, StringComparison.Ordinal);
    }
}

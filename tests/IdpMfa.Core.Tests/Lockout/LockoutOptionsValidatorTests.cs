using IdpMfa.Core.Lockout;

namespace IdpMfa.Core.Tests.Lockout;

public sealed class LockoutOptionsValidatorTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void One_to_a_hundred_failures_lock(int max, bool isValid)
    {
        var result = new LockoutOptionsValidator().Validate(null, new LockoutOptions { MaxFailedAttempts = max });

        Assert.Equal(isValid, result.Succeeded);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void At_most_a_hundred_failures_disable_a_factor(int cap, bool isValid)
    {
        var result = new LockoutOptionsValidator().Validate(null, new LockoutOptions { FactorFailureCap = cap });

        Assert.Equal(isValid, result.Succeeded);
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var options = new LockoutOptions { MaxFailedAttempts = 0, FactorFailureCap = 101 };

        var failures = new LockoutOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(2, failures.Count);
        Assert.Contains(
            failures,
            failure => failure.Contains("IdpMfa:Lockout:MaxFailedAttempts", StringComparison.Ordinal)
        );
        Assert.Contains(
            failures,
            failure => failure.Contains("IdpMfa:Lockout:FactorFailureCap", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_defaults_are_ten_and_a_hundred()
    {
        var options = new LockoutOptions();

        Assert.Equal((10, 100), (options.MaxFailedAttempts, options.FactorFailureCap));
        Assert.True(new LockoutOptionsValidator().Validate(null, options).Succeeded);
    }
}

using IdpMfa.Core.Sessions;

namespace IdpMfa.Core.Tests.Sessions;

public sealed class SessionOptionsValidatorTests
{
    [Theory]
    [InlineData("00:04:59", "00:01:00", "00:01:00", false)]
    [InlineData("00:05:00", "00:05:00", "00:05:00", true)]
    [InlineData("30.00:00:00", "01:00:00", "00:10:00", true)]
    [InlineData("30.00:00:01", "01:00:00", "00:10:00", false)]
    [InlineData("12:00:00", "00:00:59", "00:10:00", false)]
    [InlineData("12:00:00", "12:00:01", "00:10:00", false)]
    [InlineData("12:00:00", "01:00:00", "00:00:59", false)]
    [InlineData("12:00:00", "01:00:00", "12:00:00", true)]
    [InlineData("12:00:00", "01:00:00", "12:00:01", false)]
    public void Each_time_has_its_limits(string lifetime, string idleTimeout, string freshFor, bool isValid)
    {
        var options = new SessionOptions
        {
            Lifetime = TimeSpan.Parse(lifetime, null),
            IdleTimeout = TimeSpan.Parse(idleTimeout, null),
            FreshFor = TimeSpan.Parse(freshFor, null),
        };

        var result = new SessionOptionsValidator().Validate(null, options);

        Assert.Equal(isValid, result.Succeeded);
    }

    [Fact]
    public void All_problems_are_reported_at_once()
    {
        var options = new SessionOptions
        {
            Lifetime = TimeSpan.Zero,
            IdleTimeout = TimeSpan.Zero,
            FreshFor = TimeSpan.Zero,
        };

        var failures = new SessionOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(3, failures.Count);
        Assert.Contains(failures, failure => failure.StartsWith("IdpMfa:Session:Lifetime", StringComparison.Ordinal));
        Assert.Contains(
            failures,
            failure => failure.StartsWith("IdpMfa:Session:IdleTimeout", StringComparison.Ordinal)
        );
        Assert.Contains(failures, failure => failure.StartsWith("IdpMfa:Session:FreshFor", StringComparison.Ordinal));
    }

    [Fact]
    public void The_defaults_are_twelve_hours_one_hour_and_ten_minutes()
    {
        var options = new SessionOptions();

        Assert.Equal(TimeSpan.FromHours(12), options.Lifetime);
        Assert.Equal(TimeSpan.FromHours(1), options.IdleTimeout);
        Assert.Equal(TimeSpan.FromMinutes(10), options.FreshFor);
        Assert.True(new SessionOptionsValidator().Validate(null, options).Succeeded);
    }
}

using IdpMfa.Core.Enforcement;

namespace IdpMfa.Core.Tests.Enforcement;

public sealed class GracePeriodTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-10, -100, true)] // enforced 10 days ago
    [InlineData(-14, -100, false)] // 14 days: over at that very moment
    [InlineData(-100, -10, true)] // created 10 days ago, after enforcement
    [InlineData(-100, -14, false)]
    [InlineData(-100, -100, false)]
    [InlineData(null, -10, true)]
    [InlineData(null, -14, false)]
    public void The_grace_period_counts_from_enforcement_or_the_users_creation_if_later(
        int? enforcedAfterDays,
        int createdAfterDays,
        bool isInGrace
    )
    {
        DateTimeOffset? enforcedSince = enforcedAfterDays is { } days ? Now.AddDays(days) : null;

        var actual = EnforcementEvaluator.IsInGracePeriod(
            enforcedSince,
            TimeSpan.FromDays(14),
            Now.AddDays(createdAfterDays),
            Now
        );

        Assert.Equal(isInGrace, actual);
    }

    [Fact]
    public void Without_a_grace_period_there_is_no_grace() =>
        Assert.False(EnforcementEvaluator.IsInGracePeriod(Now, TimeSpan.Zero, Now, Now));
}

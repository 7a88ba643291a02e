using System.Text;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.Totp;

public sealed class TotpAlgorithmTests
{
    // RFC 4226 appendix D and RFC 6238 appendix B use the same key.
    private static readonly TotpSecret Secret = TotpSecret.FromKey(Encoding.ASCII.GetBytes("12345678901234567890"));

    private static readonly DateTimeOffset Now = new(2026, 1, 15, 12, 0, 10, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "755224")]
    [InlineData(1, "287082")]
    [InlineData(2, "359152")]
    [InlineData(3, "969429")]
    [InlineData(4, "338314")]
    [InlineData(5, "254676")]
    [InlineData(6, "287922")]
    [InlineData(7, "162583")]
    [InlineData(8, "399871")]
    [InlineData(9, "520489")]
    public void The_codes_are_those_of_RFC_4226(long counter, string expected) =>
        Assert.Equal(expected, TotpAlgorithm.CodeAt(Secret, counter));

    // RFC 6238 appendix B prints eight digits; six are the last six of them.
    [Theory]
    [InlineData(59L, "94287082")]
    [InlineData(1111111109L, "07081804")]
    [InlineData(1111111111L, "14050471")]
    [InlineData(1234567890L, "89005924")]
    [InlineData(2000000000L, "69279037")]
    [InlineData(20000000000L, "65353130")]
    public void The_codes_are_those_of_RFC_6238(long unixSeconds, string eightDigits)
    {
        var step = TotpAlgorithm.StepAt(DateTimeOffset.FromUnixTimeSeconds(unixSeconds));

        var code = TotpAlgorithm.CodeAt(Secret, step);

        Assert.Equal(eightDigits[2..], code);
    }

    [Theory]
    [InlineData(0L, 0L)]
    [InlineData(29L, 0L)]
    [InlineData(30L, 1L)]
    [InlineData(59L, 1L)]
    [InlineData(60L, 2L)]
    public void A_step_lasts_thirty_seconds(long unixSeconds, long expected) =>
        Assert.Equal(expected, TotpAlgorithm.StepAt(DateTimeOffset.FromUnixTimeSeconds(unixSeconds)));

    [Theory]
    [InlineData(0, -2, false)]
    [InlineData(0, -1, false)]
    [InlineData(0, 0, true)]
    [InlineData(0, 1, false)]
    [InlineData(0, 2, false)]
    [InlineData(1, -2, false)]
    [InlineData(1, -1, true)]
    [InlineData(1, 0, true)]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, false)]
    public void A_code_is_found_within_the_drift_and_not_beyond(int driftSteps, int offset, bool isFound)
    {
        var step = TotpAlgorithm.StepAt(Now) + offset;
        var code = new TotpCode(TotpAlgorithm.CodeAt(Secret, step));

        var found = TotpAlgorithm.Match(Secret, code, Now, driftSteps);

        Assert.Equal(isFound ? step : null, (found as TotpMatch.Now)?.Step);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(29, true)]
    [InlineData(30, false)]
    public void Without_drift_a_code_lives_from_the_first_to_the_last_second_of_its_step(int second, bool isFound)
    {
        var step = TotpAlgorithm.StepAt(Now);
        var code = new TotpCode(TotpAlgorithm.CodeAt(Secret, step));

        var found = TotpAlgorithm.Match(Secret, code, DateTimeOffset.FromUnixTimeSeconds((step * 30) + second), 0);

        Assert.Equal(isFound ? step : null, (found as TotpMatch.Now)?.Step);
    }

    // Neighbouring steps of this key with the same code, found by search.
    [Theory]
    [InlineData(50424280L, "070562")]
    [InlineData(52228655L, "468868")]
    [InlineData(52625557L, "753606")]
    public void Of_two_steps_with_the_same_code_the_newest_is_found(long step, string code)
    {
        var found = TotpAlgorithm.Match(
            Secret,
            new TotpCode(code),
            DateTimeOffset.FromUnixTimeSeconds(step * 30),
            driftSteps: 1
        );

        Assert.Equal(step + 1, Assert.IsType<TotpMatch.Now>(found).Step);
    }

    [Theory]
    [InlineData(1, 2, 1, true)]
    [InlineData(1, -2, 1, false)]
    [InlineData(1, 3, 2, true)]
    [InlineData(1, -3, 2, false)]
    [InlineData(1, 10, 5, true)]
    [InlineData(1, 30, 15, true)]
    [InlineData(1, -30, 15, false)]
    [InlineData(0, 1, 1, true)]
    [InlineData(0, -1, 1, false)]
    public void A_code_of_another_time_tells_how_far_the_clock_is_off(int drift, int offset, int minutes, bool isFast)
    {
        var step = TotpAlgorithm.StepAt(Now) + offset;
        var code = new TotpCode(TotpAlgorithm.CodeAt(Secret, step));

        var other = Assert.IsType<TotpMatch.AtAnotherTime>(TotpAlgorithm.Match(Secret, code, Now, drift));

        Assert.Equal((step, minutes, isFast), (other.Step, other.Drift.Minutes, other.Drift.IsFast));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(-31)]
    public void A_code_that_is_further_off_is_a_wrong_code(int offset)
    {
        var code = new TotpCode(TotpAlgorithm.CodeAt(Secret, TotpAlgorithm.StepAt(Now) + offset));

        Assert.IsType<TotpMatch.Never>(TotpAlgorithm.Match(Secret, code, Now, 1));
    }
}

using IdpMfa.Core.Audit;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.SignIn;

public sealed class ClockHelpTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Theory]
    [InlineData(2, 1, true)]
    [InlineData(-2, 1, false)]
    [InlineData(20, 10, true)]
    [InlineData(-20, 10, false)]
    [InlineData(30, 15, true)]
    [InlineData(-30, 15, false)]
    public async Task A_code_of_another_time_is_refused_and_tells_how_far_the_clock_is_off(
        int steps,
        int minutes,
        bool isFast
    )
    {
        var alice = await _core.EnrolAsync("alice");

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.CodeAt(steps));

        var off = Assert.IsType<SecondFactorOutcome.ClockOff>(outcome);
        Assert.Equal((minutes, isFast), (off.Drift.Minutes, off.Drift.IsFast));
        Assert.Equal(1, _core.Counters(alice).SecondFactorFailures);
        Assert.Equal(AuditReason.ClockOff, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
        Assert.Empty(_core.Stores.State.Sessions);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(-31)]
    public async Task A_code_that_is_more_than_15_minutes_off_is_a_wrong_code(int steps)
    {
        var alice = await _core.EnrolAsync("alice");

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.CodeAt(steps));

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.WrongCode, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_code_within_the_drift_signs_in(int steps)
    {
        var alice = await _core.EnrolAsync("alice");

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.CodeAt(steps));

        Assert.IsType<SecondFactorOutcome.Accepted>(outcome);
    }

    [Fact]
    public async Task A_code_of_the_future_is_spent_and_refused_when_its_time_has_come()
    {
        var alice = await _core.EnrolAsync("alice");
        var future = alice.CodeAt(4);
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), future);
        _core.Clock.Advance(4 * TotpAlgorithm.StepLength);

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), future);

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.ReplayedCode, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }

    [Fact]
    public async Task A_code_of_the_future_keeps_nobody_out_in_the_meantime()
    {
        var alice = await _core.EnrolAsync("alice");
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.CodeAt(20));

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code());

        Assert.IsType<SecondFactorOutcome.Accepted>(outcome);
    }

    [Fact]
    public async Task A_spent_code_is_no_clock_refusal()
    {
        var alice = await _core.EnrolAsync("alice");
        var future = alice.CodeAt(10);
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), future);
        _core.Clock.Advance(DoubleClick.Window);

        var again = await _core.GiveCodeAsync(await _core.BeginAsync(alice), future);

        Assert.IsType<SecondFactorOutcome.Refused>(again);
    }

    [Fact]
    public async Task A_used_code_that_has_grown_old_is_no_clock_refusal()
    {
        var alice = await _core.EnrolAsync("alice");
        var used = alice.Code();
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), used);
        _core.Clock.Advance(4 * TotpAlgorithm.StepLength);

        var again = await _core.GiveCodeAsync(await _core.BeginAsync(alice), used);

        Assert.IsType<SecondFactorOutcome.Refused>(again);
        Assert.Equal(AuditReason.ReplayedCode, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }

    [Fact]
    public async Task A_double_click_reads_the_same_twice()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        var future = alice.CodeAt(10);

        var outcomes = await CoreFixture.AtOnceAsync(2, _ => _core.GiveCodeAsync(pending, future));

        Assert.All(outcomes, outcome => Assert.IsType<SecondFactorOutcome.ClockOff>(outcome));
        Assert.Equal(2, _core.Counters(alice).SecondFactorFailures);
    }

    [Fact]
    public async Task Clock_refusals_lock_like_any_other()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);

        for (var i = 0; i < CoreFixture.Max; i++)
        {
            await _core.GiveCodeAsync(pending, alice.CodeAt(-10 - i));
        }

        Assert.NotNull(_core.Counters(alice).LockedAt);
    }
}

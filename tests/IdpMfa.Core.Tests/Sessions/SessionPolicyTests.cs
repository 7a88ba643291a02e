using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Sessions;

public sealed class SessionPolicyTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void A_session_that_nobody_uses_dies_after_the_idle_timeout(int minutesSinceSeen, bool isAlive)
    {
        var session = Session(SecondFactorKind.Totp);

        Assert.Equal(
            isAlive,
            SessionPolicy.IsAlive(session, TimeSpan.FromHours(1), Start.AddMinutes(minutesSinceSeen))
        );
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(719, true)]
    [InlineData(720, false)]
    public void A_session_resting_on_a_recovery_token_has_its_lifetime_only(int minutesSinceSeen, bool isAlive)
    {
        var session = Session(SecondFactorKind.Recovery);

        Assert.Equal(
            isAlive,
            SessionPolicy.IsAlive(session, TimeSpan.FromHours(1), Start.AddMinutes(minutesSinceSeen))
        );
    }

    [Fact]
    public void A_session_in_use_dies_at_the_end_of_its_lifetime()
    {
        var seenAt = Start.AddHours(12).AddSeconds(-1);
        var session = Session(SecondFactorKind.Totp, seenAt: seenAt);

        Assert.True(SessionPolicy.IsAlive(session, TimeSpan.FromHours(1), seenAt));
        Assert.False(SessionPolicy.IsAlive(session, TimeSpan.FromHours(1), Start.AddHours(12)));
    }

    [Theory]
    [InlineData(SecondFactorKind.None)]
    [InlineData(SecondFactorKind.Totp)]
    [InlineData(SecondFactorKind.Recovery)]
    public void An_ended_session_is_dead(SecondFactorKind kind)
    {
        var session = Session(kind, endedAt: Start);

        Assert.False(SessionPolicy.IsAlive(session, TimeSpan.FromHours(1), Start));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(599, true)]
    [InlineData(600, false)]
    public void A_sign_in_is_fresh_for_that_long(int seconds, bool isFresh)
    {
        var evidence = Session(SecondFactorKind.Totp).ToEvidence();

        Assert.Equal(isFresh, SessionPolicy.IsFresh(evidence, TimeSpan.FromMinutes(10), Start.AddSeconds(seconds)));
    }

    [Fact]
    public void A_step_up_makes_no_session_fresh()
    {
        var now = Start.AddHours(1);
        var evidence = Session(SecondFactorKind.Totp).ToEvidence() with { SecondFactorAt = now };

        Assert.False(SessionPolicy.IsFresh(evidence, TimeSpan.FromMinutes(10), now));
    }

    private static Session Session(
        SecondFactorKind kind,
        DateTimeOffset? seenAt = null,
        DateTimeOffset? endedAt = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Key = "key",
            UserId = UserId.From("alice"),
            TenantId = "acme",
            CreatedAt = Start,
            SeenAt = seenAt ?? Start,
            ExpiresAt = Start.AddHours(12),
            AuthenticationId = Guid.CreateVersion7(),
            PasswordAt = Start,
            SecondFactor = kind,
            SecondFactorAt = kind == SecondFactorKind.None ? null : Start,
            EndedAt = endedAt,
            EndedBy = endedAt is null ? null : SessionEnd.SignedOut,
        };
}

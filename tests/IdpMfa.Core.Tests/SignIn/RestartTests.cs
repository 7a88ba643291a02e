using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SignIn;

/// <summary>No state is in the process: what was used up or locked stays so after a restart.</summary>
public sealed class RestartTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_used_code_is_refused_after_a_restart()
    {
        var alice = await _core.EnrolAsync("alice");
        var code = alice.Code();
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), code);
        await _core.RestartAsync();

        Assert.IsType<SecondFactorOutcome.Refused>(await _core.GiveCodeAsync(await _core.BeginAsync(alice), code));
    }

    [Fact]
    public async Task A_used_recovery_token_is_refused_after_a_restart()
    {
        var alice = await _core.EnrolAsync("alice");
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken());
        await _core.RestartAsync();

        Assert.IsType<SecondFactorOutcome.Refused>(
            await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken())
        );
    }

    [Fact]
    public async Task Failures_are_counted_on_after_a_restart_and_the_lock_outlives_one()
    {
        var alice = await _core.EnrolAsync("alice");
        for (var i = 0; i < CoreFixture.Max; i++)
        {
            await _core.GiveWrongPasswordAsync(alice);
            await _core.RestartAsync();
        }

        Assert.NotNull(_core.Counters(alice).LockedAt);
        Assert.IsType<PasswordOutcome.Refused>(await _core.GivePasswordAsync(alice));
    }

    [Fact]
    public async Task A_pending_sign_in_goes_on_after_a_restart()
    {
        var alice = await _core.EnrolAsync("alice");
        var pending = await _core.BeginAsync(alice);
        await _core.RestartAsync();

        Assert.IsType<SecondFactorOutcome.Accepted>(await _core.GiveCodeAsync(pending, alice.Code()));
    }

    [Fact]
    public async Task The_set_up_key_is_the_same_after_a_restart()
    {
        _core.Enforce();
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));
        var before = await _core.OfferAsync(pending);
        await _core.RestartAsync();

        Assert.Equal(before.Secret.ToBase32(), (await _core.OfferAsync(pending)).Secret.ToBase32());
    }
}

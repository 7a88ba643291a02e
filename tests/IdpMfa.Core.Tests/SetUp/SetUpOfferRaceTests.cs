using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SetUp;

public sealed class SetUpOfferRaceTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public SetUpOfferRaceTests() => _core.Enforce(TimeSpan.FromDays(7));

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_page_opened_while_set_up_is_put_off_elsewhere_shows_nothing()
    {
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));
        _core.Stores.InterruptOnceBefore<IPendingSignInStore>(
            nameof(IPendingSignInStore.TrySetKeyAsync),
            () => _core.AskAsync<SetUpPutOff, Session?>(step => step.PutOffAsync(pending.Id, null, default))
        );

        var offer = await _core.AskAsync<SetUpStep, SetUpOffer>(step => step.OfferAsync(pending.Id, default));

        Assert.IsType<SetUpOffer.Gone>(offer);
    }
}

using IdpMfa.Core.Audit;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SetUp;

public sealed class SetUpDoubleClickTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public SetUpDoubleClickTests() => _core.Enforce();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task The_second_click_gets_the_same_session_and_the_same_tokens()
    {
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(_core.AddUser("alice")));
        var code = _core.CodeOf(offer);
        var first = Confirmed(await _core.ConfirmAsync(offer, code));
        _core.Clock.Advance(TimeSpan.FromSeconds(9));

        var second = Confirmed(await _core.ConfirmAsync(offer, code));

        Assert.Equal((first.Session.Id, first.Session.Key), (second.Session.Id, second.Session.Key));
        Assert.Equal(first.Tokens, second.Tokens);
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaEnabled));
        Assert.Equal(1, _core.CountAudit(AuditCode.RecoveryTokenIssued));
    }

    [Fact]
    public async Task After_ten_seconds_the_tokens_are_shown_no_more()
    {
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(_core.AddUser("alice")));
        var code = _core.CodeOf(offer);
        await _core.ConfirmAsync(offer, code);
        _core.Clock.Advance(DoubleClick.Window);

        Assert.IsType<SetUpOutcome.Gone>(await _core.ConfirmAsync(offer, code));
    }

    [Fact]
    public async Task Another_code_is_no_double_click()
    {
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(_core.AddUser("alice")));
        await _core.ConfirmAsync(offer, _core.CodeOf(offer));

        Assert.IsType<SetUpOutcome.Gone>(await _core.ConfirmAsync(offer, "nonsense"));
    }

    [Fact]
    public async Task Many_clicks_at_once_get_one_session_and_one_set_of_tokens()
    {
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(_core.AddUser("alice")));
        var code = _core.CodeOf(offer);

        var outcomes = await CoreFixture.AtOnceAsync(16, _ => _core.ConfirmAsync(offer, code));

        var confirmed = outcomes.Select(Confirmed).ToList();
        Assert.Single(confirmed.Select(one => one.Session.Key).Distinct());
        Assert.Single(confirmed.Select(one => one.Tokens[0]).Distinct());
        Assert.Single(_core.Stores.State.Credentials);
        Assert.Equal(0, _core.CountAudit(AuditCode.MfaSetUpRefused));
    }

    // The other click may win at any moment of this one.
    [Theory]
    [InlineData("ISignInFactsStore.FindAsync")]
    [InlineData("IPendingSignInStore.TryChargeSetUpAsync")]
    [InlineData("IUnitOfWork.RunAsync")]
    public async Task Whenever_the_other_click_wins_this_one_gets_the_same_answer(string moment)
    {
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(_core.AddUser("alice")));
        var code = _core.CodeOf(offer);
        SetUpOutcome.Confirmed? other = null;
        _core.Stores.InterruptOnceBefore(moment, async () => other = Confirmed(await _core.ConfirmAsync(offer, code)));

        var mine = Confirmed(await _core.ConfirmAsync(offer, code));

        Assert.Equal((other!.Session.Id, other.Session.Key), (mine.Session.Id, mine.Session.Key));
        Assert.Equal(other.Tokens, mine.Tokens);
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaEnabled));
    }

    private static SetUpOutcome.Confirmed Confirmed(SetUpOutcome outcome) =>
        Assert.IsType<SetUpOutcome.Confirmed>(outcome);
}

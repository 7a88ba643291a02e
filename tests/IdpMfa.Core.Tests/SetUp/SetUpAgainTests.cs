using IdpMfa.Core.Audit;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.SetUp;

public sealed class SetUpAgainTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task The_new_factor_takes_the_place_of_the_old_one_on_confirmation()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var offer = await OfferAsync(session);

        var confirmed = await ConfirmAsync(offer, session);

        Assert.True(offer.IsReplacement);
        var credential = Assert.Single(_core.Stores.State.Credentials).Value;
        Assert.NotEqual(alice.CredentialId, credential.Added.Id);
        Assert.Equal(["pwd", "otp", "mfa"], confirmed.Session.ToEvidence().Amr);
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaReplaced));
        var old = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken());
        Assert.IsType<SecondFactorOutcome.Refused>(old);
    }

    [Fact]
    public async Task Until_then_the_old_factor_and_its_token_live()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        await OfferAsync(session);

        var byCode = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.Code());
        var byToken = await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken());

        Assert.IsType<SecondFactorOutcome.Accepted>(byCode);
        Assert.IsType<SecondFactorOutcome.Accepted>(byToken);
    }

    [Fact]
    public async Task Every_other_session_ends_and_this_browser_goes_on_with_another_one()
    {
        var alice = await _core.EnrolAsync("alice");
        var other = await _core.SignInAsync(alice);
        var session = await _core.SignInAsync(alice);

        var confirmed = await ConfirmAsync(await OfferAsync(session), session);

        Assert.Equal(SessionEnd.Revoked, _core.Reload(other).EndedBy);
        Assert.Equal(SessionEnd.Revoked, _core.Reload(session).EndedBy);
        Assert.NotEqual(session.Id, confirmed.Session.Id);
        Assert.Null(_core.Reload(confirmed.Session).EndedAt);
    }

    [Fact]
    public async Task A_recovery_session_becomes_one_with_a_code_also_where_MFA_is_enforced()
    {
        _core.Enforce();
        var alice = await _core.EnrolAsync("alice");
        var session = await SignInByRecoveryAsync(alice);

        var confirmed = await ConfirmAsync(await OfferAsync(session), session);

        Assert.Equal(SecondFactorKind.Totp, confirmed.Session.SecondFactor);
        Assert.False(
            await _core.AskAsync<SignOut, bool>(signOut =>
                signOut.NeedsWarningAsync(confirmed.Session.ToEvidence(), default)
            )
        );
    }

    [Fact]
    public async Task A_step_up_that_was_begun_for_a_code_opens_no_set_up()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var pending = await _core.StepUpAsync(session, PendingPurpose.StepUp);

        var offer = await _core.AskAsync<SetUpStep, SetUpOffer>(step => step.OfferAsync(pending.Id, default));

        Assert.IsType<SetUpOffer.Gone>(offer);
    }

    [Fact]
    public async Task A_set_up_takes_no_code_of_the_present_factor()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var pending = await _core.StepUpAsync(session, PendingPurpose.Replacement);

        var outcome = await _core.GiveCodeAsync(pending, alice.Code(), session.ToEvidence());

        Assert.IsType<SecondFactorOutcome.Gone>(outcome);
    }

    [Fact]
    public async Task It_counts_only_in_the_session_that_it_began_in()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var offer = await OfferAsync(session);

        Assert.IsType<SetUpOutcome.Gone>(await _core.ConfirmAsync(offer, _core.CodeOf(offer)));
        Assert.Equal(alice.CredentialId, Assert.Single(_core.Stores.State.Credentials).Key);
    }

    [Fact]
    public async Task Of_two_at_once_exactly_one_wins()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        SetUpOffer.Ready[] offers = [await OfferAsync(session), await OfferAsync(session)];

        var outcomes = await CoreFixture.AtOnceAsync(
            2,
            i => _core.ConfirmAsync(offers[i], _core.CodeOf(offers[i]), session.ToEvidence())
        );

        Assert.Single(outcomes.OfType<SetUpOutcome.Confirmed>());
        Assert.Single(_core.Stores.State.Credentials);
    }

    [Fact]
    public async Task A_double_click_shows_the_same_tokens_twice()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var offer = await OfferAsync(session);
        var code = _core.CodeOf(offer);

        var first = Assert.IsType<SetUpOutcome.Confirmed>(await _core.ConfirmAsync(offer, code, session.ToEvidence()));
        var second = Assert.IsType<SetUpOutcome.Confirmed>(await _core.ConfirmAsync(offer, code, session.ToEvidence()));

        Assert.Equal(first.Session.Key, second.Session.Key);
        Assert.Equal(first.Tokens, second.Tokens);
    }

    [Fact]
    public async Task It_is_mailed_to_a_confirmed_address()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);

        await ConfirmAsync(await OfferAsync(session), session);

        Assert.Equal("alice@acme.test", Assert.Single(_core.Mails, mail => mail.Kind == MailKind.MfaReplaced).To);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(-4, false)]
    public async Task A_code_of_another_time_is_told_apart_also_here(int steps, bool isFast)
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var offer = await OfferAsync(session);
        var code = TotpAlgorithm.CodeAt(offer.Secret, TotpAlgorithm.StepAt(_core.Now) + steps);

        var off = Assert.IsType<SetUpOutcome.ClockOff>(await _core.ConfirmAsync(offer, code, session.ToEvidence()));

        Assert.Equal((2, isFast), (off.Drift.Minutes, off.Drift.IsFast));
    }

    [Fact]
    public async Task A_code_of_the_future_is_spent_and_neither_confirms_nor_signs_in_when_its_time_has_come()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var offer = await OfferAsync(session);
        var step = TotpAlgorithm.StepAt(_core.Now) + 4;
        var future = TotpAlgorithm.CodeAt(offer.Secret, step);
        await _core.ConfirmAsync(offer, future, session.ToEvidence());
        _core.Clock.Advance(4 * TotpAlgorithm.StepLength);

        Assert.IsType<SetUpOutcome.WrongCode>(await _core.ConfirmAsync(offer, future, session.ToEvidence()));
        var earlier = TotpAlgorithm.CodeAt(offer.Secret, step - 1);
        Assert.IsType<SetUpOutcome.Confirmed>(await _core.ConfirmAsync(offer, earlier, session.ToEvidence()));
        Assert.IsType<SecondFactorOutcome.Refused>(await _core.GiveCodeAsync(await _core.BeginAsync(alice), future));
    }

    private async Task<Session> SignInByRecoveryAsync(Person person) =>
        Assert
            .IsType<SecondFactorOutcome.Accepted>(
                await _core.GiveCodeAsync(await _core.BeginAsync(person), person.RecoveryToken())
            )
            .Session;

    private async Task<SetUpOffer.Ready> OfferAsync(Session session) =>
        await _core.OfferAsync(await _core.StepUpAsync(session, PendingPurpose.Replacement));

    private async Task<SetUpOutcome.Confirmed> ConfirmAsync(SetUpOffer.Ready offer, Session session) =>
        Assert.IsType<SetUpOutcome.Confirmed>(
            await _core.ConfirmAsync(offer, _core.CodeOf(offer), session.ToEvidence())
        );
}

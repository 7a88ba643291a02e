using System.Text;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;

namespace IdpMfa.Core.Tests.SetUp;

public sealed class EnrolmentProofTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public EnrolmentProofTests() =>
        _core.SetTenant(
            new Tenant
            {
                Id = CoreFixture.Acme,
                Name = "Acme",
                Enforcement = MfaEnforcement.Enforced,
                EnforcedSince = _core.Now,
                EnrolmentProof = EnrolmentProof.Email,
            }
        );

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task No_key_is_shown_before_the_mailed_code_was_given()
    {
        var pending = await _core.BeginSetUpAsync(AddAlice());

        Assert.IsType<SetUpOffer.ProofNeeded>(await SetUpOfferAsync(pending));
        Assert.Null(_core.Reload(pending).SetUpKey);
        await OfferAsync(pending);
        Assert.Equal(EnrolmentProofOutcome.Accepted, await VerifyAsync(pending, LastCode()));

        Assert.IsType<SetUpOffer.Ready>(await SetUpOfferAsync(pending));
        Assert.Equal(1, _core.CountAudit(AuditCode.EnrolmentProofAccepted));
    }

    [Fact]
    public async Task A_key_that_was_shown_without_a_proof_confirms_nothing()
    {
        _core.Enforce();
        var pending = await _core.BeginSetUpAsync(AddAlice());
        var offer = await _core.OfferAsync(pending);
        _core.SetTenant(
            new Tenant
            {
                Id = CoreFixture.Acme,
                Name = "Acme",
                Enforcement = MfaEnforcement.Enforced,
            }
        );

        Assert.IsType<SetUpOutcome.Gone>(await _core.ConfirmAsync(offer, _core.CodeOf(offer)));
    }

    [Fact]
    public async Task The_code_is_mailed_once_to_the_confirmed_address_however_often_the_page_is_loaded()
    {
        var pending = await _core.BeginSetUpAsync(AddAlice());

        await CoreFixture.AtOnceAsync(8, _ => OfferAsync(pending));

        var mail = Assert.Single(_core.Mails);
        Assert.Equal((MailKind.EnrolmentCode, "alice@acme.test"), (mail.Kind, mail.To));
        Assert.Equal(_core.Now + TimeSpan.FromMinutes(10), mail.ExpiresAt);
    }

    [Fact]
    public async Task Who_has_no_confirmed_address_is_mailed_nothing()
    {
        var pending = await _core.BeginSetUpAsync(_core.WithoutAddress(_core.AddUser("bob")));

        var offer = Assert.IsType<EnrolmentProofOffer.Ready>(await OfferAsync(pending));

        Assert.Equal(EnrolmentMail.NoAddress, offer.Mailed);
        Assert.Empty(_core.Mails);
    }

    [Fact]
    public async Task A_newer_code_ends_the_older()
    {
        var pending = await _core.BeginSetUpAsync(AddAlice());
        await OfferAsync(pending);
        var old = LastCode();
        _core.Clock.Advance(TimeSpan.FromSeconds(30));
        await OfferAsync(pending, sendAgain: true);

        Assert.Equal(EnrolmentProofOutcome.Refused, await VerifyAsync(pending, old));
        Assert.Equal(EnrolmentProofOutcome.Accepted, await VerifyAsync(pending, LastCode()));
    }

    [Fact]
    public async Task A_double_click_on_another_code_mails_one()
    {
        var pending = await _core.BeginSetUpAsync(AddAlice());
        await OfferAsync(pending);
        _core.Clock.Advance(TimeSpan.FromSeconds(30));

        await OfferAsync(pending, sendAgain: true);
        await OfferAsync(pending, sendAgain: true);

        Assert.Equal(2, _core.Mails.Count);
    }

    [Fact]
    public async Task Five_wrong_codes_use_it_up()
    {
        var pending = await _core.BeginSetUpAsync(AddAlice());
        await OfferAsync(pending);
        var right = LastCode();
        var wrong = right.StartsWith('0') ? "1234 5678" : "0000 0000";

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(EnrolmentProofOutcome.Refused, await VerifyAsync(pending, wrong));
        }

        Assert.Equal(EnrolmentProofOutcome.Refused, await VerifyAsync(pending, right));
        Assert.IsType<SetUpOffer.ProofNeeded>(await SetUpOfferAsync(pending));
    }

    [Fact]
    public async Task Of_many_guesses_at_once_five_are_looked_at()
    {
        var pending = await _core.BeginSetUpAsync(AddAlice());
        await OfferAsync(pending);

        await CoreFixture.AtOnceAsync(32, i => VerifyAsync(pending, $"{i:D8}"));

        Assert.Equal(5, _core.Reload(pending).ProofFailures);
    }

    [Fact]
    public async Task After_ten_minutes_a_code_is_too_old_and_another_is_mailed()
    {
        var pending = await _core.BeginSetUpAsync(AddAlice());
        await OfferAsync(pending);
        var old = LastCode();
        _core.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(EnrolmentProofOutcome.Refused, await VerifyAsync(pending, old));
        await OfferAsync(pending);

        Assert.Equal(2, _core.Mails.Count);
        Assert.Equal(EnrolmentProofOutcome.Accepted, await VerifyAsync(pending, LastCode()));
    }

    [Fact]
    public async Task A_code_is_good_for_its_own_sign_in_only()
    {
        var alice = AddAlice();
        var (one, other) = (await _core.BeginSetUpAsync(alice), await _core.BeginSetUpAsync(alice));
        await OfferAsync(one);
        var code = LastCode();
        await OfferAsync(other);

        Assert.Equal(EnrolmentProofOutcome.Refused, await VerifyAsync(other, code));
    }

    [Fact]
    public async Task No_more_than_three_are_mailed_in_an_hour_over_any_number_of_sign_ins()
    {
        var alice = AddAlice();
        for (var i = 0; i < 3; i++)
        {
            await OfferAsync(await _core.BeginSetUpAsync(alice));
        }

        var offer = Assert.IsType<EnrolmentProofOffer.Ready>(await OfferAsync(await _core.BeginSetUpAsync(alice)));

        Assert.Equal(EnrolmentMail.Limited, offer.Mailed);
        Assert.Equal(3, _core.Mails.Count);
    }

    [Fact]
    public async Task An_older_session_that_is_led_to_set_up_proves_the_mailbox_too()
    {
        var alice = AddAlice();
        _core.SetTenant(new Tenant { Id = CoreFixture.Acme, Name = "Acme" });
        var session = await _core.SignInByPasswordAsync(alice);

        var pending = await _core.StepUpAsync(session, PendingPurpose.SetUp);

        Assert.IsType<SetUpOffer.ProofNeeded>(await SetUpOfferAsync(pending));
    }

    [Fact]
    public async Task A_proof_counts_only_in_the_session_that_it_began_in()
    {
        var alice = AddAlice();
        _core.SetTenant(new Tenant { Id = CoreFixture.Acme, Name = "Acme" });
        var session = await _core.SignInByPasswordAsync(alice);
        var pending = await _core.StepUpAsync(session, PendingPurpose.SetUp);
        await OfferAsync(pending);

        Assert.Equal(EnrolmentProofOutcome.Gone, await VerifyAsync(pending, LastCode()));
    }

    [Fact]
    public async Task Who_sets_up_again_has_given_a_factor_and_proves_nothing_else()
    {
        var alice = await _core.GiveFactorAsync(AddAlice());
        var session = await _core.SignInAsync(alice);

        var pending = await _core.StepUpAsync(session, PendingPurpose.Replacement);

        Assert.IsType<SetUpOffer.Ready>(await SetUpOfferAsync(pending));
    }

    [Fact]
    public async Task A_pass_of_an_administrator_works_in_the_same_field_once()
    {
        var bob = _core.WithoutAddress(_core.AddUser("bob"));
        var pending = await _core.BeginSetUpAsync(bob);
        var pass = await _core.AskAsync<EnrolmentPasses, EnrolmentPass?>(passes =>
            passes.TryIssueAsync(bob.Account, "admin", default)
        );

        Assert.Equal(EnrolmentProofOutcome.Accepted, await VerifyAsync(pending, pass!.ToDisplayString()));

        Assert.IsType<SetUpOffer.Ready>(await SetUpOfferAsync(pending));
        var other = await _core.BeginSetUpAsync(bob);
        Assert.Equal(EnrolmentProofOutcome.Refused, await VerifyAsync(other, pass.ToDisplayString()));
        Assert.Equal(1, _core.Counters(bob).SecondFactorFailures);
    }

    private Person AddAlice() => _core.AddUser("alice");

    private Task<SetUpOffer> SetUpOfferAsync(PendingSignIn pending) =>
        _core.AskAsync<SetUpStep, SetUpOffer>(step => step.OfferAsync(pending.Id, default));

    private Task<EnrolmentProofOffer> OfferAsync(PendingSignIn pending, bool sendAgain = false) =>
        _core.AskAsync<EnrolmentProofStep, EnrolmentProofOffer>(step =>
            step.OfferAsync(pending.Id, sendAgain, default)
        );

    private Task<EnrolmentProofOutcome> VerifyAsync(PendingSignIn pending, string typed) =>
        _core.AskAsync<EnrolmentProofStep, EnrolmentProofOutcome>(step =>
            step.VerifyAsync(pending.Id, typed, null, default)
        );

    private string LastCode()
    {
        var mail = _core.Mails[^1];
        return Encoding.UTF8.GetString(
            _core.Protector.TryUnprotect(SecretPurpose.MailSecret, mail.UserId, mail.Secret!)!
        );
    }
}

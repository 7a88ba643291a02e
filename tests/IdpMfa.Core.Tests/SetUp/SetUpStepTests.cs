using IdpMfa.Core.Audit;
using IdpMfa.Core.Clients;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.SetUp;

public sealed class SetUpStepTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public SetUpStepTests() => _core.Enforce();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task The_first_code_enables_MFA_and_signs_in_with_it()
    {
        var alice = _core.AddUser("alice");
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));

        var outcome = await _core.ConfirmAsync(offer, _core.CodeOf(offer));

        var confirmed = Assert.IsType<SetUpOutcome.Confirmed>(outcome);
        Assert.Equal(["pwd", "otp", "mfa"], confirmed.Session.ToEvidence().Amr);
        var credential = Assert.Single(_core.Stores.State.Credentials).Value;
        Assert.Equal(credential.Added.Id, confirmed.Session.FactorId);
        Assert.Single(confirmed.Tokens);
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaEnabled));
        Assert.Equal(1, _core.CountAudit(AuditCode.RecoveryTokenIssued));
    }

    [Fact]
    public async Task Nothing_counts_before_the_first_code()
    {
        var alice = _core.AddUser("alice");

        await _core.OfferAsync(await _core.BeginSetUpAsync(alice));

        Assert.Empty(_core.Stores.State.Credentials);
        Assert.Empty(_core.Stores.State.Tokens);
        Assert.Empty(_core.Stores.State.Sessions);
        Assert.IsType<PasswordOutcome.SetUpNeeded>(await _core.GivePasswordAsync(alice));
    }

    [Fact]
    public async Task The_set_up_code_counts_as_used()
    {
        var alice = _core.AddUser("alice");
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));
        var code = _core.CodeOf(offer);
        await _core.ConfirmAsync(offer, code);

        var outcome = await _core.GiveCodeAsync(await _core.BeginAsync(alice), code);

        Assert.IsType<SecondFactorOutcome.Refused>(outcome);
        Assert.Equal(AuditReason.ReplayedCode, _core.LastAudit(AuditCode.SecondFactorRefused).Reason);
    }

    [Fact]
    public async Task Afterwards_the_next_code_and_the_recovery_token_sign_in()
    {
        var alice = _core.AddUser("alice");
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));
        var confirmed = await ConfirmAsync(offer);
        _core.Clock.Advance(TotpAlgorithm.StepLength);

        var byCode = await _core.GiveCodeAsync(await _core.BeginAsync(alice), _core.CodeOf(offer));
        var byToken = await _core.GiveCodeAsync(await _core.BeginAsync(alice), confirmed.Tokens[0].ToDisplayString());

        Assert.IsType<SecondFactorOutcome.Accepted>(byCode);
        Assert.IsType<SecondFactorOutcome.Accepted>(byToken);
    }

    [Fact]
    public async Task As_many_recovery_tokens_are_shown_as_configured()
    {
        await using var core = new CoreFixture(recoveryTokens: 16);
        core.Enforce();
        var offer = await core.OfferAsync(await core.BeginSetUpAsync(core.AddUser("alice")));

        var outcome = await core.ConfirmAsync(offer, core.CodeOf(offer));

        Assert.Equal(16, Assert.IsType<SetUpOutcome.Confirmed>(outcome).Tokens.Distinct().Count());
        Assert.Equal(16, core.Stores.State.Tokens.Count);
    }

    [Fact]
    public async Task The_key_is_the_same_on_every_reload()
    {
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));

        var (first, second) = (await _core.OfferAsync(pending), await _core.OfferAsync(pending));

        Assert.Equal(first.Secret.ToBase32(), second.Secret.ToBase32());
    }

    [Fact]
    public async Task Reloads_at_once_all_show_the_same_key()
    {
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));

        var offers = await CoreFixture.AtOnceAsync(32, _ => _core.OfferAsync(pending));

        Assert.Single(offers.Select(offer => offer.Secret.ToBase32()).Distinct());
    }

    [Fact]
    public async Task Another_sign_in_shows_another_key()
    {
        var alice = _core.AddUser("alice");

        var first = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));
        var second = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));

        Assert.NotEqual(first.Secret.ToBase32(), second.Secret.ToBase32());
    }

    [Fact]
    public async Task The_offer_names_tenant_and_user_in_its_link()
    {
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(_core.AddUser("alice")));

        Assert.Equal(("alice", "Acme"), (offer.UserName, offer.TenantName));
        Assert.StartsWith(
            "otpauth://totp/Acme:alice?secret=" + offer.Secret.ToBase32(),
            offer.OtpauthUri,
            StringComparison.Ordinal
        );
        Assert.False(offer.CanPutOff);
        Assert.False(offer.IsVoluntary);
    }

    [Fact]
    public async Task The_key_is_stored_protected_for_this_user()
    {
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));

        var offer = await _core.OfferAsync(pending);

        var stored = _core.Reload(pending).SetUpKey!;
        Assert.DoesNotContain(offer.Secret.ToBase32(), stored.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(offer.Secret.Key), stored.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Being_led_to_set_up_gives_thirty_minutes_once()
    {
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));
        _core.Clock.Advance(TimeSpan.FromMinutes(9));
        await _core.OfferAsync(pending);
        _core.Clock.Advance(TimeSpan.FromMinutes(20));
        var offer = await _core.OfferAsync(pending);
        _core.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<SetUpOutcome.Gone>(await _core.ConfirmAsync(offer, _core.CodeOf(offer)));
        Assert.IsType<SetUpOffer.Gone>(await OfferAsync(pending));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPV")]
    public async Task What_is_no_code_enables_nothing(string typed)
    {
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(_core.AddUser("alice")));

        Assert.IsType<SetUpOutcome.WrongCode>(await _core.ConfirmAsync(offer, typed));
        Assert.Empty(_core.Stores.State.Credentials);
        Assert.Equal(AuditReason.WrongCode, _core.LastAudit(AuditCode.MfaSetUpRefused).Reason);
    }

    [Fact]
    public async Task Twenty_wrong_codes_use_the_key_up_and_move_no_lock_counter()
    {
        var alice = _core.AddUser("alice");
        var pending = await _core.BeginSetUpAsync(alice);
        var offer = await _core.OfferAsync(pending);
        for (var i = 0; i < 20; i++)
        {
            Assert.IsType<SetUpOutcome.WrongCode>(await _core.ConfirmAsync(offer, WrongCodeOf(offer)));
        }

        var outcome = await _core.ConfirmAsync(offer, _core.CodeOf(offer));

        Assert.IsType<SetUpOutcome.KeyUsedUp>(outcome);
        Assert.Equal(1, _core.CountAudit(AuditCode.MfaSetUpRefused, AuditReason.LockedOrBusy));
        Assert.Empty(_core.Stores.State.Credentials);
        Assert.Equal(
            (0, 0, null),
            (
                _core.Counters(alice).PasswordFailures,
                _core.Counters(alice).SecondFactorFailures,
                _core.Counters(alice).LockedAt
            )
        );
        var next = await _core.OfferAsync(pending);
        Assert.NotEqual(offer.Secret.ToBase32(), next.Secret.ToBase32());
        Assert.IsType<SetUpOutcome.Confirmed>(await _core.ConfirmAsync(next, _core.CodeOf(next)));
    }

    [Fact]
    public async Task Codes_guessed_at_once_are_looked_at_no_more_than_twenty_times()
    {
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(_core.AddUser("alice")));
        var wrong = WrongCodeOf(offer);

        var outcomes = await CoreFixture.AtOnceAsync(50, _ => _core.ConfirmAsync(offer, wrong));

        Assert.Equal(20, outcomes.OfType<SetUpOutcome.WrongCode>().Count());
        Assert.Equal(30, outcomes.OfType<SetUpOutcome.KeyUsedUp>().Count());
    }

    [Fact]
    public async Task Of_two_set_ups_the_first_confirmation_wins()
    {
        var alice = _core.AddUser("alice");
        var first = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));
        var second = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));
        await ConfirmAsync(first);

        Assert.IsType<SetUpOutcome.Gone>(await _core.ConfirmAsync(second, _core.CodeOf(second)));
        Assert.Single(_core.Stores.State.Credentials);
    }

    [Fact]
    public async Task Of_many_set_ups_at_once_exactly_one_wins()
    {
        await using var core = new CoreFixture(max: 100);
        core.Enforce();
        var alice = core.AddUser("alice");
        var offers = await CoreFixture.AtOnceAsync(
            32,
            async _ => await core.OfferAsync(await core.BeginSetUpAsync(alice))
        );

        var outcomes = await CoreFixture.AtOnceAsync(
            32,
            number => core.ConfirmAsync(offers[number], core.CodeOf(offers[number]))
        );

        Assert.Single(outcomes.OfType<SetUpOutcome.Confirmed>());
        Assert.Single(core.Stores.State.Credentials);
        Assert.Single(core.Stores.State.Tokens);
        Assert.Single(core.Stores.State.Sessions);
        Assert.Equal(1, core.CountAudit(AuditCode.MfaEnabled));
    }

    [Fact]
    public async Task Enabling_kills_what_was_pending()
    {
        var alice = _core.AddUser("alice");
        var other = await _core.BeginSetUpAsync(alice);
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));
        await ConfirmAsync(offer);
        _core.Clock.Advance(TotpAlgorithm.StepLength);

        Assert.IsType<SetUpOffer.Gone>(await OfferAsync(other));
        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(other, _core.CodeOf(offer)));
    }

    [Fact]
    public async Task Enabling_leaves_the_users_other_sessions()
    {
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = CoreFixture.Acme,
                Name = "Acme",
            }
        );
        var alice = _core.AddUser("alice");
        var other = await _core.SignInByPasswordAsync(alice);
        _core.Enforce();

        await ConfirmAsync(await _core.OfferAsync(await _core.BeginSetUpAsync(alice)));

        Assert.Null(_core.Reload(other).EndedAt);
    }

    [Fact]
    public async Task Who_has_a_factor_is_not_offered_set_up_but_the_MFA_step()
    {
        var pending = await _core.BeginAsync(await _core.EnrolAsync("alice"));

        Assert.IsType<SetUpOffer.HasFactor>(await OfferAsync(pending));
        Assert.Null(_core.Reload(pending).SetUpKey);
    }

    [Fact]
    public async Task Who_has_no_factor_gets_nowhere_at_the_MFA_step()
    {
        var pending = await _core.BeginSetUpAsync(_core.AddUser("alice"));
        var offer = await _core.OfferAsync(pending);

        Assert.IsType<SecondFactorOutcome.Gone>(await _core.GiveCodeAsync(pending, _core.CodeOf(offer)));
    }

    [Fact]
    public async Task The_demand_of_a_reset_ends_with_set_up()
    {
        var alice = await _core.EnrolAsync("alice");
        await _core.AskAsync<Core.Administration.MfaAdministration, Core.Administration.ResetMfaOutcome>(
            administration => administration.ResetMfaAsync(alice.Account, "id-admin", default)
        );
        var offer = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));

        await ConfirmAsync(offer);

        Assert.False(_core.Counters(alice).MustEnrol);
    }

    [Fact]
    public async Task Who_was_disabled_or_locked_meanwhile_is_offered_nothing()
    {
        var (alice, bob) = (_core.AddUser("alice"), _core.AddUser("bob"));
        var (first, second) = (await _core.BeginSetUpAsync(alice), await _core.BeginSetUpAsync(bob));
        var offer = await _core.OfferAsync(second);
        _core.Users.Change(alice.Id, account => account with { IsDisabled = true });
        for (var i = 0; i < CoreFixture.Max; i++)
        {
            await _core.GiveWrongPasswordAsync(bob);
        }

        Assert.IsType<SetUpOffer.Gone>(await OfferAsync(first));
        Assert.IsType<SetUpOffer.Gone>(await OfferAsync(second));
        Assert.IsType<SetUpOutcome.Gone>(await _core.ConfirmAsync(offer, _core.CodeOf(offer)));
    }

    [Fact]
    public async Task A_key_of_one_user_is_of_no_use_to_another()
    {
        var (alice, bob) = (_core.AddUser("alice"), _core.AddUser("bob"));
        var hers = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));
        var his = await _core.OfferAsync(await _core.BeginSetUpAsync(bob));

        Assert.IsType<SetUpOutcome.WrongCode>(await _core.ConfirmAsync(his, _core.CodeOf(hers)));
    }

    [Fact]
    public async Task A_foreign_hidden_field_brings_new_tokens_and_not_the_foreign_ones()
    {
        var (alice, bob) = (_core.AddUser("alice"), _core.AddUser("bob"));
        var hers = await _core.OfferAsync(await _core.BeginSetUpAsync(alice));
        var his = await _core.OfferAsync(await _core.BeginSetUpAsync(bob));
        var herTokens = await _core.AskAsync<RecoveryTokenIssuer, PreparedRecoveryTokens>(issuer =>
            Task.FromResult(issuer.Read(alice.Id, hers.Pending.Id, hers.PreparedTokens.Value))
        );

        var outcome = await _core.AskAsync<SetUpStep, SetUpOutcome>(step =>
            step.ConfirmAsync(
                his.Pending.Id,
                MfaCode.Parse(_core.CodeOf(his)),
                hers.PreparedTokens.Value,
                null,
                default
            )
        );

        var confirmed = Assert.IsType<SetUpOutcome.Confirmed>(outcome);
        Assert.DoesNotContain(herTokens.Tokens[0], confirmed.Tokens);
    }

    [Fact]
    public async Task Where_set_up_is_off_and_nothing_demands_it_none_is_offered()
    {
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = CoreFixture.Acme,
                Name = "Acme",
                Enforcement = MfaEnforcement.Off,
            }
        );
        var (_, pending) = await BeginVoluntarilyAsync();

        Assert.IsType<SetUpOffer.NotOffered>(await OfferAsync(pending));
    }

    [Fact]
    public async Task A_client_that_requires_MFA_leads_to_set_up_where_it_is_off()
    {
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = CoreFixture.Acme,
                Name = "Acme",
                Enforcement = MfaEnforcement.Off,
            }
        );
        var client = new ClientSettings { ClientId = "strict", RequireMfa = true };
        _core.Engine.Set(client);
        var alice = _core.AddUser("alice");

        var outcome = await _core.GivePasswordAsync("alice", alice.Password, client);

        var offer = await _core.OfferAsync(Assert.IsType<PasswordOutcome.SetUpNeeded>(outcome).Pending);
        Assert.IsType<SetUpOutcome.Confirmed>(await _core.ConfirmAsync(offer, _core.CodeOf(offer)));
    }

    [Fact]
    public async Task From_the_profile_set_up_is_voluntary_and_raises_the_session()
    {
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = CoreFixture.Acme,
                Name = "Acme",
            }
        );
        var (session, pending) = await BeginVoluntarilyAsync();
        var offer = await _core.OfferAsync(pending);

        var outcome = await _core.ConfirmAsync(offer, _core.CodeOf(offer), session.ToEvidence());

        Assert.True(offer.IsVoluntary);
        var raised = Assert.IsType<SetUpOutcome.Confirmed>(outcome).Session;
        Assert.Equal(session.Id, raised.Id);
        Assert.NotEqual(session.Key, raised.Key);
        Assert.Single(_core.Stores.State.Sessions);
    }

    [Fact]
    public async Task From_the_profile_it_counts_only_in_the_session_that_it_began_in()
    {
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = CoreFixture.Acme,
                Name = "Acme",
            }
        );
        var (_, pending) = await BeginVoluntarilyAsync();
        var offer = await _core.OfferAsync(pending);

        Assert.IsType<SetUpOutcome.Gone>(await _core.ConfirmAsync(offer, _core.CodeOf(offer), browser: null));
        Assert.Empty(_core.Stores.State.Credentials);
    }

    private async Task<(Session Session, PendingSignIn Pending)> BeginVoluntarilyAsync()
    {
        var session = await _core.SignInByPasswordAsync(_core.AddUser("alice"));
        var pending = await _core.AskAsync<StepUp, PendingSignIn?>(stepUp =>
            stepUp.BeginAsync(session.ToEvidence(), PendingPurpose.SetUp, null, "/profile/mfa", default)
        );
        return (session, pending!);
    }

    private async Task<SetUpOutcome.Confirmed> ConfirmAsync(SetUpOffer.Ready offer) =>
        Assert.IsType<SetUpOutcome.Confirmed>(await _core.ConfirmAsync(offer, _core.CodeOf(offer)));

    private Task<SetUpOffer> OfferAsync(PendingSignIn pending) =>
        _core.AskAsync<SetUpStep, SetUpOffer>(step => step.OfferAsync(pending.Id, default));

    private string WrongCodeOf(SetUpOffer.Ready offer) =>
        (new Person(_core.AddUser("somebody").Account, "", _core.Clock) with { Secret = offer.Secret }).WrongCode();
}

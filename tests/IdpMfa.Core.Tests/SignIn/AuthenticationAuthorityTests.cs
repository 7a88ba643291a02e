using IdpMfa.Core.Clients;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;

namespace IdpMfa.Core.Tests.SignIn;

public sealed class AuthenticationAuthorityTests : IAsyncDisposable
{
    private static readonly SignInRequest Request = new() { ClientId = "web" };

    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task A_session_that_has_proved_enough_proceeds()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        var decision = await DecideAsync(Request, session);

        var proceed = Assert.IsType<SignInDecision.Proceed>(decision);
        Assert.Equal((session.ToEvidence(), AcrLevel.Mfa), (proceed.Evidence, proceed.Level));
    }

    [Fact]
    public async Task Without_a_session_the_login_page_comes() =>
        Assert.Equal(new SignInDecision.Interact(SignInPaths.Login), await _core.DecideAsync(Request, null));

    [Fact]
    public async Task A_client_that_is_gone_is_refused()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        var decision = await DecideAsync(new SignInRequest { ClientId = "gone" }, session);

        Assert.Equal(new SignInDecision.Refuse(SignInError.UnknownClient), decision);
    }

    [Fact]
    public async Task A_tenant_that_there_is_not_is_refused() =>
        Assert.Equal(
            new SignInDecision.Refuse(SignInError.UnknownTenant),
            await _core.DecideAsync(Request with { TenantId = "nowhere" }, null)
        );

    [Fact]
    public async Task A_session_of_the_wanted_tenant_proceeds_and_one_of_another_gets_the_login_page()
    {
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = "globex",
                Name = "Globex",
            }
        );
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        Assert.IsType<SignInDecision.Proceed>(await DecideAsync(Request with { TenantId = CoreFixture.Acme }, session));
        Assert.Equal(
            new SignInDecision.Interact(SignInPaths.Login),
            await DecideAsync(Request with { TenantId = "globex" }, session)
        );
    }

    [Fact]
    public async Task A_disabled_user_gets_the_login_page()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        _core.Users.Change(alice.Id, account => account with { IsDisabled = true });

        Assert.Equal(new SignInDecision.Interact(SignInPaths.Login), await DecideAsync(Request, session));
    }

    [Fact]
    public async Task A_session_without_the_factor_that_its_user_has_by_now_is_asked_for_it_only()
    {
        var alice = _core.AddUser("alice");
        var session = await _core.SignInByPasswordAsync(alice);
        await _core.GiveFactorAsync(alice);

        Assert.Equal(new SignInDecision.Interact(SignInPaths.Mfa), await DecideAsync(Request, session));
    }

    [Fact]
    public async Task Enforcement_switched_on_reaches_a_living_session()
    {
        var session = await _core.SignInByPasswordAsync(_core.AddUser("alice"));
        Assert.IsType<SignInDecision.Proceed>(await DecideAsync(Request, session));

        _core.Enforce();

        Assert.Equal(new SignInDecision.Interact(SignInPaths.SetUp), await DecideAsync(Request, session));
    }

    [Fact]
    public async Task In_the_grace_period_set_up_is_offered_until_it_is_put_off()
    {
        var session = await _core.SignInByPasswordAsync(_core.AddUser("alice"));
        _core.Enforce(TimeSpan.FromDays(7));

        Assert.Equal(new SignInDecision.Interact(SignInPaths.SetUp), await DecideAsync(Request, session));
        Assert.IsType<SignInDecision.Proceed>(
            await _core.DecideAsync(Request, session.ToEvidence() with { HasPutOffSetUp = true })
        );
    }

    [Fact]
    public async Task A_clients_minimum_holds_whatever_the_tenant_says()
    {
        _core.Engine.Set(new ClientSettings { ClientId = "strict", RequireMfa = true });
        var session = await _core.SignInByPasswordAsync(_core.AddUser("alice"));

        Assert.Equal(
            new SignInDecision.Interact(SignInPaths.SetUp),
            await DecideAsync(Request with { ClientId = "strict" }, session)
        );
    }

    [Fact]
    public async Task A_tenants_minimum_holds_whatever_the_client_says()
    {
        _core.Engine.Set(new ClientSettings { ClientId = "lax", MinimumAcr = AcrLevel.Password });
        var session = await _core.SignInByPasswordAsync(_core.AddUser("alice"));
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = CoreFixture.Acme,
                Name = "Acme",
                MinimumAcr = AcrLevel.Mfa,
            }
        );

        Assert.Equal(
            new SignInDecision.Interact(SignInPaths.SetUp),
            await DecideAsync(Request with { ClientId = "lax" }, session)
        );
    }

    [Fact]
    public async Task A_minimum_that_nobody_can_reach_is_a_protocol_error()
    {
        _core.Engine.Set(new ClientSettings { ClientId = "phr", MinimumAcr = AcrLevel.PhishingResistant });
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        Assert.Equal(
            new SignInDecision.Refuse(SignInError.UnmetAuthenticationRequirements),
            await DecideAsync(Request with { ClientId = "phr" }, session)
        );
    }

    [Fact]
    public async Task Where_a_recovery_token_is_worth_less_a_minimum_of_MFA_asks_for_the_code()
    {
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = CoreFixture.Acme,
                Name = "Acme",
                RecoverySatisfiesMfa = false,
            }
        );
        _core.Engine.Set(new ClientSettings { ClientId = "strict", RequireMfa = true });
        var alice = await _core.EnrolAsync("alice");
        var session = Accepted(await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken()));

        Assert.Equal(
            AcrLevel.Recovery,
            Assert.IsType<SignInDecision.Proceed>(await DecideAsync(Request, session)).Level
        );
        Assert.Equal(
            new SignInDecision.Interact(SignInPaths.Mfa),
            await DecideAsync(Request with { ClientId = "strict" }, session)
        );
    }

    [Theory]
    [InlineData("no session", SignInError.LoginRequired)]
    [InlineData("other tenant", SignInError.LoginRequired)]
    [InlineData("too old", SignInError.LoginRequired)]
    [InlineData("prompt=login", SignInError.LoginRequired)]
    [InlineData("factor missing", SignInError.InteractionRequired)]
    [InlineData("set-up missing", SignInError.InteractionRequired)]
    [InlineData("set-up offered", SignInError.InteractionRequired)]
    public async Task A_silent_request_never_leads_to_a_page(string situation, SignInError error)
    {
        var alice = _core.AddUser("alice");
        _core.SetTenant(
            new Tenant
            {
                EnrolmentProof = EnrolmentProof.None,
                Id = "globex",
                Name = "Globex",
            }
        );
        var session = await _core.SignInByPasswordAsync(alice);
        _core.Clock.Advance(TimeSpan.FromMinutes(5));
        switch (situation)
        {
            case "factor missing":
                await _core.GiveFactorAsync(alice);
                break;
            case "set-up missing":
                _core.Enforce();
                break;
            case "set-up offered":
                _core.Enforce(TimeSpan.FromDays(7));
                break;
        }

        var decision = await _core.DecideAsync(
            Request with
            {
                MustBeSilent = true,
                MustReauthenticate = situation == "prompt=login",
                MaxAge = situation == "too old" ? TimeSpan.FromMinutes(1) : null,
                TenantId = situation == "other tenant" ? "globex" : null,
            },
            situation == "no session" ? null : session.ToEvidence()
        );

        Assert.Equal(new SignInDecision.Refuse(error), decision);
    }

    [Fact]
    public async Task A_silent_request_proceeds_where_nothing_is_missing()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));

        Assert.IsType<SignInDecision.Proceed>(await DecideAsync(Request with { MustBeSilent = true }, session));
    }

    private Task<SignInDecision> DecideAsync(SignInRequest request, Session session) =>
        _core.DecideAsync(request, session.ToEvidence());

    private static Session Accepted(SecondFactorOutcome outcome) =>
        Assert.IsType<SecondFactorOutcome.Accepted>(outcome).Session;
}

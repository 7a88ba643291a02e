using System.Collections.Immutable;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Clients;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Tests.Fakes;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IdpMfa.Core.Tests;

/// <summary>The real services over fakes of the ports. Every operation runs in a scope of its own, as a request does.</summary>
internal sealed class CoreFixture : IAsyncDisposable
{
    /// <summary>A small maximum, so that a test can fill a counter.</summary>
    public const int Max = 5;

    public const string Acme = "acme";

    private readonly Action<IServiceCollection> _configure;
    private ServiceProvider _services;

    public CoreFixture(int max = Max, int factorFailureCap = 100, int recoveryTokens = 1)
    {
        _configure = services =>
            services
                .Configure<LockoutOptions>(options =>
                {
                    options.MaxFailedAttempts = max;
                    options.FactorFailureCap = factorFailureCap;
                })
                .Configure<RecoveryTokenOptions>(options => options.Count = recoveryTokens);
        _services = Start(
            new MemoryStores(),
            new MemoryUserDirectory(),
            new MemoryEngine(),
            new MemorySecretProtector()
        );
        SetTenant(
            new Tenant
            {
                Id = Acme,
                Name = "Acme",
                EnrolmentProof = EnrolmentProof.None,
            }
        );
        Engine.Set(new ClientSettings { ClientId = "web" });
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero));

    public DateTimeOffset Now => Clock.GetUtcNow();

    public MemoryStores Stores => _services.GetRequiredService<MemoryStores>();

    public MemoryUserDirectory Users => _services.GetRequiredService<MemoryUserDirectory>();

    public MemoryEngine Engine => _services.GetRequiredService<MemoryEngine>();

    public MemorySecretProtector Protector => _services.GetRequiredService<MemorySecretProtector>();

    public ImmutableList<AuditEvent> Audit => Stores.State.Audit;

    public ImmutableList<OutboxMail> Mails => Stores.State.Mails;

    /// <summary>Kills the process and starts another on the same database and key ring.</summary>
    public async Task RestartAsync()
    {
        var killed = _services;
        _services = Start(Stores, Users, Engine, Protector);
        await killed.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Stores.AssertInterrupted();
        await _services.DisposeAsync();
    }

    public async Task<T> AskAsync<TService, T>(Func<TService, Task<T>> ask)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task TellAsync<TService>(Func<TService, Task> tell)
        where TService : notnull =>
        AskAsync<TService, bool>(async service =>
        {
            await tell(service);
            return true;
        });

    /// <summary>Many requests at the same moment, each in its own scope and on its own thread.</summary>
    public static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> request) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(() => request(number), Ct)));

    public void SetTenant(Tenant tenant) =>
        Stores.State = Stores.State with { Tenants = Stores.State.Tenants.SetItem(tenant.Id, tenant) };

    public void Enforce(TimeSpan gracePeriod = default) =>
        SetTenant(
            new Tenant
            {
                Id = Acme,
                Name = "Acme",
                Enforcement = MfaEnforcement.Enforced,
                EnforcedSince = Now,
                GracePeriod = gracePeriod,
                EnrolmentProof = EnrolmentProof.None,
            }
        );

    public Person AddUser(string name, string tenant = Acme, bool isAdmin = false)
    {
        var account = new UserAccount
        {
            Id = UserId.From($"id-{name}"),
            TenantId = tenant,
            UserName = name,
            Email = $"{name}@{tenant}.test",
            EmailConfirmed = true,
            IsAdmin = isAdmin,
            CreatedAt = Now - TimeSpan.FromDays(30),
        };
        var person = new Person(account, $"{name}'s password", Clock);
        Users.Set(account, person.Password);
        return person;
    }

    /// <summary>As somebody whose mail address was never confirmed.</summary>
    public Person WithoutAddress(Person person)
    {
        var account = person.Account with { EmailConfirmed = false };
        Users.Set(account, person.Password);
        return person with { Account = account };
    }

    /// <summary>Adds a user who set an authenticator up last week.</summary>
    public async Task<Person> EnrolAsync(string name, string tenant = Acme, bool isAdmin = false) =>
        await GiveFactorAsync(AddUser(name, tenant, isAdmin));

    public async Task<Person> GiveFactorAsync(Person person)
    {
        var enrolled = person with
        {
            Secret = TotpSecret.CreateRandom(),
            CredentialId = Guid.CreateVersion7(),
            Tokens = [RecoveryToken.CreateRandom()],
        };
        await TellAsync<IAttemptStore>(store => store.EnsureExistsAsync(person.Id, Ct));
        await TellAsync<ITotpCredentialStore>(store =>
            store.AddAsync(
                new TotpCredential
                {
                    Id = enrolled.CredentialId,
                    UserId = person.Id,
                    Name = "Authenticator",
                    Secret = Protector.Protect(SecretPurpose.TotpKey, person.Id, enrolled.Secret.Key),
                    LastUsedStep = TotpAlgorithm.StepAt(Now - TimeSpan.FromDays(7)),
                    ConfirmedAt = Now - TimeSpan.FromDays(7),
                },
                Ct
            )
        );
        await TellAsync<IRecoveryTokenStore>(store =>
            store.ReplaceAllAsync(
                person.Id,
                [
                    new StoredRecoveryToken
                    {
                        Id = Guid.CreateVersion7(),
                        UserId = person.Id,
                        Hash = RecoveryTokenHash.Compute(person.Id, enrolled.Tokens[0]),
                        HashVersion = RecoveryTokenHash.CurrentVersion,
                        IssuedAt = Now - TimeSpan.FromDays(7),
                    },
                ],
                Ct
            )
        );
        return enrolled;
    }

    public Task<PasswordOutcome> GivePasswordAsync(
        string loginName,
        string password,
        ClientSettings? client = null,
        string? tenant = null,
        SignInEvidence? browser = null,
        string? interaction = null
    ) =>
        AskAsync<PasswordStep, PasswordOutcome>(step =>
            step.SignInAsync(
                new PasswordAttempt
                {
                    LoginName = loginName,
                    Password = password,
                    ReturnUrl = "/",
                    TenantId = tenant,
                    Client = client,
                    InteractionKey = interaction,
                    BrowserSession = browser,
                },
                Ct
            )
        );

    public Task<PasswordOutcome> GivePasswordAsync(Person person) =>
        GivePasswordAsync(person.Account.UserName, person.Password);

    public Task<PasswordOutcome> GiveWrongPasswordAsync(Person person) =>
        GivePasswordAsync(person.Account.UserName, "not it");

    /// <summary>Gives the right password of somebody who has a factor.</summary>
    public async Task<PendingSignIn> BeginAsync(
        Person person,
        SignInEvidence? browser = null,
        string? interaction = null
    ) =>
        Assert
            .IsType<PasswordOutcome.SecondFactorNeeded>(
                await GivePasswordAsync(
                    person.Account.UserName,
                    person.Password,
                    browser: browser,
                    interaction: interaction
                )
            )
            .Pending;

    /// <summary>Begins one after another: at once, more than the maximum would be refused as too many in flight.</summary>
    public async Task<IReadOnlyList<PendingSignIn>> BeginManyAsync(Person person, int count)
    {
        var pending = new List<PendingSignIn>();
        for (var i = 0; i < count; i++)
        {
            pending.Add(await BeginAsync(person));
        }

        return pending;
    }

    /// <summary>Gives the right password of somebody who must set up a factor.</summary>
    public async Task<PendingSignIn> BeginSetUpAsync(Person person) =>
        Assert.IsType<PasswordOutcome.SetUpNeeded>(await GivePasswordAsync(person)).Pending;

    public Task<SecondFactorOutcome> GiveCodeAsync(
        PendingSignIn pending,
        string typed,
        SignInEvidence? browser = null
    ) =>
        AskAsync<SecondFactorStep, SecondFactorOutcome>(step =>
            step.VerifyAsync(
                new SecondFactorAttempt
                {
                    PendingId = pending.Id,
                    Code = MfaCode.Parse(typed),
                    BrowserSession = browser,
                },
                Ct
            )
        );

    /// <summary>Signs somebody in with password and code, and lets the code's step pass.</summary>
    public async Task<Session> SignInAsync(Person person)
    {
        var outcome = await GiveCodeAsync(await BeginAsync(person), person.Code());
        Clock.Advance(TotpAlgorithm.StepLength);
        return Assert.IsType<SecondFactorOutcome.Accepted>(outcome).Session;
    }

    /// <summary>Signs somebody in who needs the password only.</summary>
    public async Task<Session> SignInByPasswordAsync(Person person) =>
        Assert.IsType<PasswordOutcome.SignedIn>(await GivePasswordAsync(person)).Session;

    public Task<SignInDecision> DecideAsync(SignInRequest request, SignInEvidence? session) =>
        AskAsync<IAuthenticationAuthority, SignInDecision>(authority =>
            authority.DecideAsync(request, session, Ct).AsTask()
        );

    public async Task<SetUpOffer.Ready> OfferAsync(PendingSignIn pending) =>
        Assert.IsType<SetUpOffer.Ready>(await AskAsync<SetUpStep, SetUpOffer>(step => step.OfferAsync(pending.Id, Ct)));

    /// <summary>Begins a pending sign-in from a session.</summary>
    public async Task<PendingSignIn> StepUpAsync(Session session, PendingPurpose purpose) =>
        await AskAsync<StepUp, PendingSignIn?>(stepUp =>
            stepUp.BeginAsync(session.ToEvidence(), purpose, null, "/", Ct)
        ) ?? throw new InvalidOperationException("The user is gone.");

    public Task<SetUpOutcome> ConfirmAsync(SetUpOffer.Ready offer, string typed, SignInEvidence? browser = null) =>
        AskAsync<SetUpStep, SetUpOutcome>(step =>
            step.ConfirmAsync(offer.Pending.Id, MfaCode.Parse(typed), offer.PreparedTokens.Value, browser, Ct)
        );

    public string CodeOf(SetUpOffer.Ready offer) => TotpAlgorithm.CodeAt(offer.Secret, TotpAlgorithm.StepAt(Now));

    public AttemptRow Counters(Person person) => Stores.State.Attempts[person.Id];

    public Session Reload(Session session) => Stores.State.Sessions[session.Id].ToEntity();

    public PendingRow Reload(PendingSignIn pending) => Stores.State.Pending[pending.Id];

    /// <summary>How often something was written down, with this reason if one is named.</summary>
    public int CountAudit(string code, string? reason = null) =>
        Audit.Count(entry => entry.Code == code && (reason is null || entry.Reason == reason));

    /// <summary>The newest entry of that kind.</summary>
    public AuditEvent LastAudit(string code) => Audit.Last(entry => entry.Code == code);

    private ServiceProvider Start(
        MemoryStores stores,
        MemoryUserDirectory users,
        MemoryEngine engine,
        MemorySecretProtector protector
    )
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddMemoryPorts()
            .AddSingleton(stores)
            .AddSingleton(users)
            .AddSingleton(engine)
            .AddSingleton(protector)
            .AddIdpMfaCore();
        _configure(services);
        return services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true }
        );
    }
}

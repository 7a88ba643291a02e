using IdpMfa.Core.Secrets;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class TotpCredentialStoreContract : StoreContract
{
    private const long Step = 58_949_280;

    /// <summary>The race for one code; public so that a test can show that it is lost by a store that reads, then writes.</summary>
    public static async Task<int> CountUsesOfOneStepAsync(StoreHarness stores, int requests)
    {
        ArgumentNullException.ThrowIfNull(stores);
        var credential = await AddAsync(stores, await stores.AddUserAsync());
        return await stores.CountSuccessesAtOnceAsync(
            requests,
            scope => scope.Credentials.TryConsumeStepAsync(credential.Id, Step, Now, Ct)
        );
    }

    [Fact]
    public async Task Of_many_simultaneous_uses_of_a_step_exactly_one_succeeds() =>
        Assert.Equal(1, await CountUsesOfOneStepAsync(Stores, Requests));

    [Fact]
    public async Task A_step_is_used_once()
    {
        var credential = await AddAsync(Stores, await Stores.AddUserAsync());

        Assert.True(await ConsumeAsync(credential, Step));
        Assert.False(await ConsumeAsync(credential, Step));
    }

    [Fact]
    public async Task An_older_step_is_refused_after_a_newer()
    {
        var credential = await AddAsync(Stores, await Stores.AddUserAsync());
        await ConsumeAsync(credential, Step);

        Assert.False(await ConsumeAsync(credential, Step - 1));
        Assert.True(await ConsumeAsync(credential, Step + 1));
    }

    [Fact]
    public async Task A_use_is_remembered_and_clears_the_factors_failures()
    {
        var user = await Stores.AddUserAsync();
        var credential = await AddAsync(Stores, user);
        await Stores.RunAsync(scope => scope.Credentials.ChargeAllAsync(user, Ct));

        await ConsumeAsync(credential, Step);

        var stored = Assert.Single(await ListAsync(user));
        Assert.Equal((Step, Now, 0), (stored.LastUsedStep, stored.LastUsedAt, stored.Failures));
    }

    [Fact]
    public async Task A_refused_use_changes_nothing()
    {
        var user = await Stores.AddUserAsync();
        var credential = await AddAsync(Stores, user);
        await ConsumeAsync(credential, Step);
        await Stores.RunAsync(scope => scope.Credentials.ChargeAllAsync(user, Ct));

        await Stores.RunAsync(scope =>
            scope.Credentials.TryConsumeStepAsync(credential.Id, Step, Now.AddMinutes(1), Ct)
        );

        var stored = Assert.Single(await ListAsync(user));
        Assert.Equal((Step, Now, 1), (stored.LastUsedStep, stored.LastUsedAt, stored.Failures));
    }

    [Fact]
    public async Task A_use_that_is_rolled_back_can_be_made_again()
    {
        var credential = await AddAsync(Stores, await Stores.AddUserAsync());
        await Stores.RunAsync(scope =>
            scope.UnitOfWork.RunAsync(
                async ct =>
                    Work<bool>.RollBack(await scope.Credentials.TryConsumeStepAsync(credential.Id, Step, Now, ct)),
                Ct
            )
        );

        Assert.True(await ConsumeAsync(credential, Step));
    }

    [Fact]
    public async Task What_was_added_is_listed_as_it_was()
    {
        var user = await Stores.AddUserAsync();
        var added = await AddAsync(Stores, user);

        var stored = Assert.Single(await ListAsync(user));

        Assert.Equal(
            (added.Id, added.UserId, added.Name, added.Secret, added.LastUsedStep, added.ConfirmedAt, added.Failures),
            (
                stored.Id,
                stored.UserId,
                stored.Name,
                stored.Secret,
                stored.LastUsedStep,
                stored.ConfirmedAt,
                stored.Failures
            )
        );
    }

    [Fact]
    public async Task An_attempt_is_charged_to_every_authenticator_of_the_user_and_to_no_one_elses()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), await Stores.AddUserAsync());
        await AddAsync(Stores, alice);
        await AddAsync(Stores, alice);
        await AddAsync(Stores, bob);

        await Stores.RunAsync(scope => scope.Credentials.ChargeAllAsync(alice, Ct));

        Assert.Equal([1, 1], (await ListAsync(alice)).Select(credential => credential.Failures));
        Assert.Equal([0], (await ListAsync(bob)).Select(credential => credential.Failures));
    }

    [Fact]
    public async Task No_charge_is_lost_among_many_at_once()
    {
        var user = await Stores.AddUserAsync();
        await AddAsync(Stores, user);

        await Stores.CountSuccessesAtOnceAsync(
            Requests,
            async scope =>
            {
                await scope.Credentials.ChargeAllAsync(user, Ct);
                return true;
            }
        );

        Assert.Equal(Requests, Assert.Single(await ListAsync(user)).Failures);
    }

    [Fact]
    public async Task All_authenticators_of_a_user_are_deleted_and_no_one_elses()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), await Stores.AddUserAsync());
        await AddAsync(Stores, alice);
        await AddAsync(Stores, alice);
        await AddAsync(Stores, bob);

        await Stores.RunAsync(scope => scope.Credentials.DeleteAllAsync(alice, Ct));

        Assert.Empty(await ListAsync(alice));
        Assert.Single(await ListAsync(bob));
    }

    [Fact]
    public async Task A_spent_step_can_not_be_used_and_the_others_can()
    {
        var credential = await AddAsync(Stores, await Stores.AddUserAsync());
        await SpendAsync(credential.Id, Step, Now);

        Assert.False(await ConsumeAsync(credential, Step));
        Assert.True(await ConsumeAsync(credential, Step + 1));
    }

    [Fact]
    public async Task A_spent_step_stays_as_it_was_first_written()
    {
        var factor = Guid.CreateVersion7();
        await SpendAsync(factor, Step, Now);
        await SpendAsync(factor, Step, Now.AddMinutes(1));

        Assert.Equal(Now, await FindSpentAsync(factor, Step));
        Assert.Null(await FindSpentAsync(factor, Step + 1));
        Assert.Null(await FindSpentAsync(Guid.CreateVersion7(), Step));
    }

    private static async Task<TotpCredential> AddAsync(StoreHarness stores, UserId user)
    {
        var credential = new TotpCredential
        {
            Id = Guid.CreateVersion7(),
            UserId = user,
            Name = "Authenticator",
            Secret = new ProtectedSecret("protected"),
            LastUsedStep = Step - 10,
            ConfirmedAt = Now.AddDays(-1),
        };
        await stores.RunAsync(scope => scope.Credentials.AddAsync(credential, Ct));
        return credential;
    }

    private Task<bool> ConsumeAsync(TotpCredential credential, long step) =>
        Stores.RunAsync(scope => scope.Credentials.TryConsumeStepAsync(credential.Id, step, Now, Ct));

    private Task<IReadOnlyList<TotpCredential>> ListAsync(UserId user) =>
        Stores.RunAsync(scope => scope.Credentials.ListAsync(user, Ct));

    private Task SpendAsync(Guid factor, long step, DateTimeOffset at) =>
        Stores.RunAsync(scope =>
            scope.Credentials.SpendAsync(
                new SpentStep
                {
                    FactorId = factor,
                    Step = step,
                    SpentAt = at,
                },
                Ct
            )
        );

    private Task<DateTimeOffset?> FindSpentAsync(Guid factor, long step) =>
        Stores.RunAsync(scope => scope.Credentials.FindSpentAsync(factor, step, Ct));
}

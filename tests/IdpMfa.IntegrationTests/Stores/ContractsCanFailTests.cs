using IdpMfa.Core.Recovery;
using IdpMfa.Core.Tests.Contracts;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.IntegrationTests.Stores;

/// <summary>The database alone saves nobody: stores that read, then write break the single-use contracts on it too.</summary>
public sealed class ContractsCanFailTests
{
    private const int Requests = 50;

    private static readonly UserId Alice = UserId.From("alice");

    [Fact]
    public async Task A_store_that_reads_then_writes_lets_a_code_be_used_more_than_once()
    {
        var afterReading = new MeetingPoint(Requests);
        await using var stores = await DatabaseStoreHarness.CreateAsync(
            Alice,
            services =>
                Decorate<ITotpCredentialStore>(
                    services,
                    inner => new ReadThenWriteTotpCredentialStore(inner, Alice, afterReading)
                )
        );

        var uses = await TotpCredentialStoreContract.CountUsesOfOneStepAsync(stores, Requests);

        Assert.True(uses > 1, $"The race was won {uses} times.");
    }

    [Fact]
    public async Task A_store_that_reads_then_writes_lets_a_recovery_token_be_used_more_than_once()
    {
        var afterReading = new MeetingPoint(Requests);
        await using var stores = await DatabaseStoreHarness.CreateAsync(
            Alice,
            services =>
                Decorate<IRecoveryTokenStore>(
                    services,
                    inner => new ReadThenWriteRecoveryTokenStore(inner, Alice, afterReading)
                )
        );

        var uses = await RecoveryTokenStoreContract.CountUsesOfOneTokenAsync(stores, Requests);

        Assert.True(uses > 1, $"The race was won {uses} times.");
    }

    private static void Decorate<TStore>(IServiceCollection services, Func<TStore, TStore> decorate)
        where TStore : class
    {
        var inner = services.Last(service => service.ServiceType == typeof(TStore)).ImplementationType!;
        services.AddScoped<TStore>(provider => decorate((TStore)ActivatorUtilities.CreateInstance(provider, inner)));
    }
}

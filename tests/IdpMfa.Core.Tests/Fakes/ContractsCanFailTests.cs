using IdpMfa.Core.Recovery;
using IdpMfa.Core.Tests.Contracts;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.Core.Tests.Fakes;

/// <summary>A contract that nothing can break proves nothing: here are the stores that break the single-use contracts.</summary>
public sealed class ContractsCanFailTests
{
    private const int Requests = 50;

    private static readonly UserId Alice = UserId.From("alice");

    [Fact]
    public async Task A_store_that_reads_then_writes_lets_a_code_be_used_more_than_once()
    {
        var afterReading = new MeetingPoint(Requests);
        await using var stores = new MemoryStoreHarness(
            Alice,
            services =>
                services
                    .AddScoped<MemoryTotpCredentialStore>()
                    .AddScoped<ITotpCredentialStore>(provider => new ReadThenWriteTotpCredentialStore(
                        provider.GetRequiredService<MemoryTotpCredentialStore>(),
                        Alice,
                        afterReading
                    ))
        );

        var uses = await TotpCredentialStoreContract.CountUsesOfOneStepAsync(stores, Requests);

        Assert.True(uses > 1, $"The race was won {uses} times.");
    }

    [Fact]
    public async Task A_store_that_reads_then_writes_lets_a_recovery_token_be_used_more_than_once()
    {
        var afterReading = new MeetingPoint(Requests);
        await using var stores = new MemoryStoreHarness(
            Alice,
            services =>
                services
                    .AddScoped<MemoryRecoveryTokenStore>()
                    .AddScoped<IRecoveryTokenStore>(provider => new ReadThenWriteRecoveryTokenStore(
                        provider.GetRequiredService<MemoryRecoveryTokenStore>(),
                        Alice,
                        afterReading
                    ))
        );

        var uses = await RecoveryTokenStoreContract.CountUsesOfOneTokenAsync(stores, Requests);

        Assert.True(uses > 1, $"The race was won {uses} times.");
    }
}

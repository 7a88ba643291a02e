namespace IdpMfa.Core.Tests.Contracts;

/// <summary>A set of promises that every implementation of a store keeps; derive one class per implementation.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    /// <summary>Requests that race for one thing.</summary>
    protected const int Requests = 50;

    private StoreHarness? _stores;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected static DateTimeOffset Now { get; } = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    protected StoreHarness Stores => _stores ?? throw new InvalidOperationException("Not initialized.");

    public async ValueTask InitializeAsync() => _stores = await CreateHarnessAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Stores.DisposeAsync();
    }

    protected abstract ValueTask<StoreHarness> CreateHarnessAsync();
}

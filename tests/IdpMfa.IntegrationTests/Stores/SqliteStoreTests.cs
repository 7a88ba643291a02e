using IdpMfa.Core.Tests.Contracts;

namespace IdpMfa.IntegrationTests.Stores;

// One class for each promise that a store makes, on SQLite.

public sealed class SqliteAttemptStoreTests : AttemptStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

public sealed class SqliteTotpCredentialStoreTests : TotpCredentialStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

public sealed class SqliteRecoveryTokenStoreTests : RecoveryTokenStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

public sealed class SqlitePendingSignInStoreTests : PendingSignInStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

public sealed class SqliteEnrolmentPassStoreTests : EnrolmentPassStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

public sealed class SqliteSessionStoreTests : SessionStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

public sealed class SqliteInteractionStoreTests : InteractionStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

public sealed class SqliteUnitOfWorkTests : UnitOfWorkContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

public sealed class SqliteAuditReaderTests : AuditReaderContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

public sealed class SqliteAdminStoresTests : AdminStoresContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

public sealed class SqliteMailAllowanceStoreTests : MailAllowanceStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await SqliteStoreHarness.CreateAsync();
}

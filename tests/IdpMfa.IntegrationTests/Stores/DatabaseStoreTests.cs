using IdpMfa.Core.Tests.Contracts;

namespace IdpMfa.IntegrationTests.Stores;

// One class for each promise that a store makes, on the database.

public sealed class DatabaseAttemptStoreTests : AttemptStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseTotpCredentialStoreTests : TotpCredentialStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseRecoveryTokenStoreTests : RecoveryTokenStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabasePendingSignInStoreTests : PendingSignInStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseEnrolmentPassStoreTests : EnrolmentPassStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseSessionStoreTests : SessionStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseInteractionStoreTests : InteractionStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseUnitOfWorkTests : UnitOfWorkContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseAuditReaderTests : AuditReaderContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseAdminStoresTests : AdminStoresContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseMailAllowanceStoreTests : MailAllowanceStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseMailLinkStoreTests : MailLinkStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseDueMailsTests : DueMailsContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

public sealed class DatabaseLeaseStoreTests : LeaseStoreContract
{
    protected override async ValueTask<StoreHarness> CreateHarnessAsync() => await DatabaseStoreHarness.CreateAsync();
}

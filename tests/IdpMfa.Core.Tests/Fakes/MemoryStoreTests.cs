using IdpMfa.Core.Tests.Contracts;

namespace IdpMfa.Core.Tests.Fakes;

// The fakes keep the promises that the real stores keep; else what the services' tests say would be worth nothing.

public sealed class MemoryAttemptStoreTests : AttemptStoreContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryTotpCredentialStoreTests : TotpCredentialStoreContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryRecoveryTokenStoreTests : RecoveryTokenStoreContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryPendingSignInStoreTests : PendingSignInStoreContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryEnrolmentPassStoreTests : EnrolmentPassStoreContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemorySessionStoreTests : SessionStoreContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryInteractionStoreTests : InteractionStoreContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryUnitOfWorkTests : UnitOfWorkContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryAuditReaderTests : AuditReaderContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryAdminStoresTests : AdminStoresContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryMailAllowanceStoreTests : MailAllowanceStoreContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryMailLinkStoreTests : MailLinkStoreContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryDueMailsTests : DueMailsContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

public sealed class MemoryLeaseStoreTests : LeaseStoreContract
{
    protected override ValueTask<StoreHarness> CreateHarnessAsync() => new(new MemoryStoreHarness());
}

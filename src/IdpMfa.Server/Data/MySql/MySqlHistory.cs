using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore.Migrations;
using Pomelo.EntityFrameworkCore.MySql.Migrations.Internal;

namespace IdpMfa.Server.Data.MySql;

/// <summary>Migrates without the provider's own lock: GET_LOCK is not served on Galera. <see cref="MySqlStartTurn"/> stands in.</summary>
[SuppressMessage("Usage", "EF1001", Justification = "The provider has no public seam for its migration lock.")]
internal sealed class MySqlHistory(HistoryRepositoryDependencies dependencies) : MySqlHistoryRepository(dependencies)
{
    public override IMigrationsDatabaseLock AcquireDatabaseLock() => new NoLock(this);

    public override Task<IMigrationsDatabaseLock> AcquireDatabaseLockAsync(
        CancellationToken cancellationToken = default
    ) => Task.FromResult<IMigrationsDatabaseLock>(new NoLock(this));

    private sealed class NoLock(IHistoryRepository repository) : IMigrationsDatabaseLock
    {
        public IHistoryRepository HistoryRepository => repository;

        public void Dispose() { }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

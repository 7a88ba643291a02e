using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Server.Cli;
using IdpMfa.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class DatabaseVersionTests
{
    [Fact]
    public async Task A_database_that_a_newer_version_has_migrated_stops_the_start_with_words_for_the_operator()
    {
        await using var host = await IdpHost.StartAsync();
        await host.QueryAsync(db =>
            db.Database.ExecuteSqlAsync($"INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Later', '99.0')")
        );

        var failure = await Assert.ThrowsAsync<NewerDatabaseException>(() =>
            IdpHost.StartAppAsync(host.Settings, host.Folder)
        );

        Assert.Contains("99990101000000_Later", FailureWords.Of(failure), StringComparison.Ordinal);
        Assert.Contains("Start the newer version", FailureWords.Of(failure), StringComparison.Ordinal);
    }
}

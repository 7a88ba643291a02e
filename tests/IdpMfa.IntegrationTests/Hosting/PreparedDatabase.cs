using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>Databases that a server has migrated and provisioned once; every test gets a copy, which is much faster.</summary>
internal static class PreparedDatabase
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Originals = new();

    /// <returns>A new folder with the copy.</returns>
    public static async Task<string> CopyAsync(object provisioning)
    {
        var original = Originals.GetOrAdd(
            JsonSerializer.Serialize(provisioning),
            _ => new Lazy<Task<string>>(() => CreateAsync(provisioning))
        );
        var from = await original.Value;
        var folder = CreateFolder();
        await TestDatabase.CopyAsync(from, folder);
        return folder;
    }

    private static async Task<string> CreateAsync(object provisioning)
    {
        var folder = CreateFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        // The test that is first here has its clock already: what is in the database must be older.
        var settings = new IdpHostSettings
        {
            Provisioning = provisioning,
            Clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(1)),
        };
        var app = await IdpHost.StartAppAsync(settings, folder);
        await app.StopAsync();
        await app.DisposeAsync();
        TestDatabase.Release(folder);
        return folder;
    }

    private static string CreateFolder() => Directory.CreateTempSubdirectory("idpmfa-test-").FullName;
}

using IdpMfa.Core.Tenants;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Server.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.MariaDbTests;

/// <summary>Nodes on one database.</summary>
public sealed class ClusterStartTests
{
    [Fact]
    public async Task Nodes_that_start_at_the_same_time_on_an_empty_database_make_its_rows_once()
    {
        var folders = Enumerable
            .Range(0, 3)
            .Select(_ => Directory.CreateTempSubdirectory("idpmfa-node-").FullName)
            .ToList();
        TestDatabase.UseOne(folders);

        var nodes = await Task.WhenAll(
            folders.Select(folder => Task.Run(() => IdpHost.StartAppAsync(new IdpHostSettings(), folder)))
        );

        var counts = await CountAsync(nodes[0]);
        foreach (var node in nodes)
        {
            await node.StopAsync(TestContext.Current.CancellationToken);
            await node.DisposeAsync();
        }

        folders.ForEach(folder => Directory.Delete(folder, recursive: true));
        Assert.Equal((3, 2, 1), counts);
    }

    private static async Task<(int Tenants, int SigningKeys, int Rings)> CountAsync(WebApplication node)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var scope = node.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServerDbContext>();
        return (
            await db.Set<Tenant>().CountAsync(ct),
            await db.SigningKeys.CountAsync(ct),
            await db.DataProtectionKeys.CountAsync(ct)
        );
    }
}

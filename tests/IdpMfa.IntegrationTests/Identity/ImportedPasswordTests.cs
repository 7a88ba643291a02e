using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Web.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IdpMfa.IntegrationTests.Identity;

/// <summary>Hashes that were imported with fewer iterations than ours.</summary>
public sealed class ImportedPasswordTests
{
    private const int Ours = 1000;

    [Fact]
    public async Task The_first_right_password_stores_a_hash_like_ours()
    {
        await using var host = await IdpHost.StartAsync();
        await ImportAsync(host, iterations: 10);

        var wrong = await host.OpenBrowser().GivePasswordAsync("/account/login", "bob", "wrong");
        var afterWrong = await MissingAsync(host);
        var first = await host.OpenBrowser().GivePasswordAsync("/account/login", "bob");
        var afterRight = await MissingAsync(host);
        var second = await host.OpenBrowser().GivePasswordAsync("/account/login", "bob");

        Assert.Equal(("/account/login", "/profile", "/profile"), (wrong.Path, first.Path, second.Path));
        Assert.Equal((Ours - 10, 0), (afterWrong, afterRight));
    }

    [Fact]
    public async Task A_hash_that_is_strong_enough_stays()
    {
        await using var host = await IdpHost.StartAsync();
        var imported = await ImportAsync(host, iterations: 2 * Ours);

        await host.OpenBrowser().GivePasswordAsync("/account/login", "bob");

        Assert.Equal(imported, await HashAsync(host));
    }

    [Fact]
    public async Task Signing_in_at_the_same_moment_disturbs_nobody()
    {
        await using var host = await IdpHost.StartAsync();
        await ImportAsync(host, iterations: 10);

        var pages = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(() => host.OpenBrowser().GivePasswordAsync("/account/login", "bob")))
        );

        Assert.All(pages, page => Assert.Equal("/profile", page.Path));
        Assert.Equal(0, await MissingAsync(host));
    }

    private static async Task<string> ImportAsync(IdpHost host, int iterations)
    {
        var hash = new PasswordHasher<object>(
            Options.Create(new PasswordHasherOptions { IterationCount = iterations })
        ).HashPassword(new object(), People.Password);
        await host.QueryAsync(db =>
            db.Users.Where(user => user.UserName == "bob")
                .ExecuteUpdateAsync(row => row.SetProperty(user => user.PasswordHash, hash))
        );
        return hash;
    }

    private static async Task<int> MissingAsync(IdpHost host) =>
        PasswordHashCost.FindMissing(await HashAsync(host), Ours);

    private static Task<string> HashAsync(IdpHost host) =>
        host.QueryAsync(db =>
            db.Users.Where(user => user.UserName == "bob").Select(user => user.PasswordHash!).SingleAsync()
        );
}

using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Server.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.EntityFrameworkCore.Models;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class PruningTests
{
    [Fact]
    public async Task The_engines_tokens_go_a_day_after_they_expired_and_what_still_counts_stays()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        var early = await app.RedeemAsync(await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "bob"));
        host.Clock.Advance(TimeSpan.FromDays(12));
        var refreshed = await app.RefreshAsync(early.RefreshToken);

        host.Clock.Advance(TimeSpan.FromDays(3.1));
        await PruneAsync(host);
        var again = await app.RefreshAsync(refreshed.RefreshToken);
        host.Clock.Advance(TimeSpan.FromDays(30));
        await PruneAsync(host);

        Assert.True(again.HasTokens);
        Assert.Equal((0, 0), await CountAsync(host));
    }

    [Fact]
    public async Task More_than_one_batch_goes_in_one_run()
    {
        await using var host = await IdpHost.StartAsync();
        await host.QueryAsync(db =>
        {
            db.AddRange(
                Enumerable
                    .Range(0, 1234)
                    .Select(_ => new OpenIddictEntityFrameworkCoreToken<Guid>
                    {
                        Id = Guid.CreateVersion7(),
                        ExpirationDate = host.Clock.GetUtcNow().UtcDateTime.AddDays(-2),
                    })
            );
            return db.SaveChangesAsync();
        });

        var deleted = await PruneAsync(host);

        Assert.Equal((1234, 0), (deleted, (await CountAsync(host)).Tokens));
    }

    [Fact]
    public async Task It_runs_by_itself()
    {
        await using var host = await IdpHost.StartAsync();
        var app = new RelyingParty(host);
        await app.RedeemAsync(await host.OpenBrowser().GivePasswordAsync(app.AuthorizeUrl(), "bob"));

        for (var i = 0; i < 100 && (await CountAsync(host)).Tokens > 0; i++)
        {
            host.Clock.Advance(TimeSpan.FromDays(20));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, (await CountAsync(host)).Tokens);
    }

    private static Task<int> PruneAsync(IdpHost host) =>
        host.InScopeAsync(services =>
            services.GetRequiredService<EnginePruning>().RunAsync(TestContext.Current.CancellationToken)
        );

    private static Task<(int Tokens, int Authorizations)> CountAsync(IdpHost host) =>
        host.QueryAsync(async db =>
            (
                await db.Set<OpenIddictEntityFrameworkCoreToken<Guid>>().CountAsync(),
                await db.Set<OpenIddictEntityFrameworkCoreAuthorization<Guid>>().CountAsync()
            )
        );
}

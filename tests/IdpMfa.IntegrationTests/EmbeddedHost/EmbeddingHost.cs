using IdpMfa.Core;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;
using IdpMfa.EntityFrameworkCore;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.OpenIddict;
using IdpMfa.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.IntegrationTests.EmbeddedHost;

/// <summary>An application of others that embeds the packages: its own users, its own authorize endpoint, nothing of the server.</summary>
internal sealed class EmbeddingHost : IAsyncDisposable
{
    public const string Issuer = "http://127.0.0.1:5000";
    public const string Password = "a long password of 2026";

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private EmbeddingHost(WebApplication app, DirectoryInfo folder, FakeTimeProvider clock)
    {
        _app = app;
        _folder = folder;
        Clock = clock;
    }

    public FakeTimeProvider Clock { get; }

    public static async Task<EmbeddingHost> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("idpmfa-embedded-");
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.UseTestServer(server => server.BaseAddress = new Uri(Issuer));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        AddServices(builder.Services, Path.Combine(folder.FullName, "people.db"));

        var app = builder.Build();
        app.UseStatusCodePagesWithReExecute("/error");
        app.UseAuthentication();
        app.MapControllers();
        app.MapIdpMfaPages();
        app.MapIdpMfaEndSession("oauth/logout");

        var host = new EmbeddingHost(app, folder, clock);
        await host.FillAsync();
        await app.StartAsync();
        return host;
    }

    public Browser OpenBrowser() => new(_app.GetTestServer().CreateHandler(), new Uri(Issuer));

    public HttpClient CreateClient() => _app.GetTestClient();

    /// <summary>The code that an authenticator with this key shows now.</summary>
    public string CodeOf(string base32Key)
    {
        TotpSecret.TryParseBase32(base32Key, out var secret);
        return TotpAlgorithm.CodeAt(secret!, TotpAlgorithm.StepAt(Clock.GetUtcNow()));
    }

    public async Task<T> QueryAsync<T>(Func<EmployeeDbContext, Task<T>> query)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<EmployeeDbContext>());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        DatabaseFile.Release(Path.Combine(_folder.FullName, "people.db"));
        _folder.Delete(recursive: true);
    }

    private static void AddServices(IServiceCollection services, string database)
    {
        services.AddDbContext<EmployeeDbContext>(options => options.UseSqlite($"Data Source={database}"));
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddControllers();
        services
            .AddIdentityCore<Employee>(identity => identity.Password.RequireUppercase = false)
            .AddEntityFrameworkStores<EmployeeDbContext>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);

        services.AddIdpMfaCore().AddIdpMfaEntityFrameworkStores<EmployeeDbContext>().AddIdpMfaWeb();
        services.AddIdpMfaIdentity<Employee, int>();
        services.Configure<WebOptions>(web =>
        {
            web.Issuer = new Uri(Issuer);
            web.ThemesPath = Path.Combine(AppContext.BaseDirectory, "themes");
        });

        services
            .AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<EmployeeDbContext>())
            .AddServer(server =>
            {
                server
                    .SetAuthorizationEndpointUris("oauth/authorize", "oauth/forgetful", "oauth/deaf", "oauth/twofaced")
                    .SetTokenEndpointUris("connect/token")
                    .SetEndSessionEndpointUris("oauth/logout")
                    .SetUserInfoEndpointUris("connect/userinfo")
                    .AllowAuthorizationCodeFlow()
                    .AllowRefreshTokenFlow()
                    .AddEphemeralEncryptionKey()
                    .AddEphemeralSigningKey()
                    .DisableAccessTokenEncryption()
                    .UseIdpMfa();
                server
                    .UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough()
                    .EnableStatusCodePagesIntegration()
                    .DisableTransportSecurityRequirement();
            });
    }

    private async Task FillAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EmployeeDbContext>();
        await db.Database.EnsureCreatedAsync();
        db.Add(
            new Tenant
            {
                Id = "works",
                Name = "The Works",
                Enforcement = MfaEnforcement.Enforced,
                EnforcedSince = Clock.GetUtcNow(),
                EnrolmentProof = EnrolmentProof.None,
            }
        );
        await db.SaveChangesAsync();

        var users = scope.ServiceProvider.GetRequiredService<UserManager<Employee>>();
        var created = await users.CreateAsync(
            new Employee
            {
                TenantId = "works",
                UserName = "wanda",
                Email = "wanda@works.test",
                EmailConfirmed = true,
                CreatedAt = Clock.GetUtcNow(),
                Desk = "3rd floor",
            },
            Password
        );
        Assert.True(created.Succeeded, created.ToString());

        await scope
            .ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>()
            .CreateAsync(
                new OpenIddictApplicationDescriptor
                {
                    ClientId = "web",
                    ClientSecret = RelyingParty.SecretOf("web"),
                    RedirectUris = { new Uri(RelyingParty.RedirectUri) },
                    PostLogoutRedirectUris = { new Uri(RelyingParty.PostLogoutRedirectUri) },
                    Permissions =
                    {
                        Permissions.Endpoints.Authorization,
                        Permissions.Endpoints.Token,
                        Permissions.Endpoints.EndSession,
                        Permissions.GrantTypes.AuthorizationCode,
                        Permissions.GrantTypes.RefreshToken,
                        Permissions.ResponseTypes.Code,
                        Permissions.Scopes.Profile,
                        Permissions.Scopes.Email,
                        Permissions.Prefixes.Scope + Scopes.OfflineAccess,
                    },
                }
            );
    }
}

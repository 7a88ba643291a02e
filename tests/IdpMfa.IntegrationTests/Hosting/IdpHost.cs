using System.Net;
using System.Text.Json;
using IdpMfa.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>The real server in process, on a database file of its own, with a clock that tests move.</summary>
internal sealed class IdpHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private bool _ownsFolder;

    private IdpHost(WebApplication app, IdpHostSettings settings, string folder, bool ownsFolder)
    {
        _app = app;
        _ownsFolder = ownsFolder;
        Settings = settings;
        Folder = folder;
    }

    public IdpHostSettings Settings { get; }

    public string Folder { get; }

    public IServiceProvider Services => _app.Services;

    public FakeTimeProvider Clock => Settings.Clock;

    public StatementLog Statements => Settings.Statements;

    public CollectedLog Log => Settings.Log;

    public static async Task<IdpHost> StartAsync(IdpHostSettings? settings = null, string? folder = null)
    {
        settings ??= new IdpHostSettings();
        var ownsFolder = folder is null;
        folder ??= await PreparedDatabase.CopyAsync(settings.Provisioning);
        return new IdpHost(await StartAppAsync(settings, folder), settings, folder, ownsFolder);
    }

    /// <summary>Stops the server and starts another one on the same database.</summary>
    public async Task<IdpHost> RestartAsync(IdpHostSettings? settings = null)
    {
        settings ??= Settings;
        var ownsFolder = _ownsFolder;
        _ownsFolder = false;
        await DisposeAsync();
        return new IdpHost(await StartAppAsync(settings, Folder), settings, Folder, ownsFolder);
    }

    internal static async Task<WebApplication> StartAppAsync(IdpHostSettings settings, string folder)
    {
        var file = Path.Combine(folder, "provisioning.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(settings.Provisioning));

        string[] args =
        [
            "--environment",
            "Development",
            "--urls",
            "http://127.0.0.1:5000",
            "--IdpMfa:Issuer",
            settings.Issuer,
            "--IdpMfa:Provisioning",
            file,
            .. TestDatabase.Configuration(folder),
            "--IdpMfa:Mail:PickupDirectory",
            Path.Combine(folder, "mails"),
            .. settings.Configuration,
        ];

        var app = await ServerHost.BuildAsync(
            args,
            builder =>
            {
                builder.WebHost.UseTestServer(server => server.BaseAddress = new Uri(settings.Issuer));
                builder.Services.AddSingleton<TimeProvider>(settings.Clock);
                // A test wants its passwords compared, not slowly.
                builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
                TestDatabase.Intercept(builder.Services, folder, settings.Statements);
                builder.Logging.ClearProviders().AddProvider(settings.Log).SetMinimumLevel(LogLevel.Debug);
                settings.Customise?.Invoke(builder);
            }
        );
        await app.StartAsync();
        return app;
    }

    /// <summary>A browser with an empty cookie jar.</summary>
    public Browser OpenBrowser() => OpenBrowser(new CookieContainer());

    /// <summary>A browser that was there before, with what it has kept.</summary>
    public Browser OpenBrowser(CookieContainer cookies) =>
        new(_app.GetTestServer().CreateHandler(), new Uri(Settings.Issuer)) { Cookies = cookies };

    public HttpClient CreateClient() => _app.GetTestClient();

    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> run)
    {
        await using var scope = Services.CreateAsyncScope();
        return await run(scope.ServiceProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_ownsFolder)
        {
            TestDatabase.Discard(Folder);
            Directory.Delete(Folder, recursive: true);
        }
    }
}

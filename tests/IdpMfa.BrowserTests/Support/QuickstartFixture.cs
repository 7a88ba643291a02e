using IdpMfa.BrowserTests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(QuickstartFixture))]

namespace IdpMfa.BrowserTests.Support;

/// <summary>One quickstart and one browser for all tests.</summary>
public sealed class QuickstartFixture : IAsyncLifetime
{
    /// <summary>Long enough for a machine that builds something else meanwhile; nothing waits longer than it must.</summary>
    public const int PatienceInMilliseconds = 30_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idpmfa-browser-");
    private QuickstartProcess? _quickstart;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private People? _people;

    /// <summary>Why the tests can't run here, or null.</summary>
    public string? Missing { get; private set; }

    public string RelyingParty => _quickstart!.RelyingParty;

    public string IdentityProvider => _quickstart!.IdentityProvider;

    /// <summary>Where the quickstart's mails go.</summary>
    public string Mails => Path.Combine(_folder.FullName, "mails");

    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "idpmfa.db")}";

    public IBrowser Browser => _browser!;

    public Person Person(string userName) => _people![userName];

    /// <summary>Lets a user's sign-ins be an hour ago, for pages that ask for a newer one.</summary>
    public async Task AgeSessionsAsync(string userName, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            UPDATE MfaSessions SET PasswordAt = PasswordAt - $hour, SecondFactorAt = SecondFactorAt - $hour
            WHERE lower(UserId) = (SELECT lower(Id) FROM Users WHERE UserName = $name)
            """;
        command.Parameters.AddWithValue("$hour", TimeSpan.TicksPerHour);
        command.Parameters.AddWithValue("$name", userName);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync(ct));
    }

    public async ValueTask InitializeAsync()
    {
        Missing = Tools.FindMissing();
        if (Missing is not null)
        {
            // A machine that promised to run everything must not pass by leaving tests out.
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Missing);
            return;
        }

        var template = Path.Combine(_folder.FullName, "template.json");
        _people = People.Write(QuickstartProcess.Template, template);
        _quickstart = await QuickstartProcess.StartAsync(
            TestContext.Current.CancellationToken,
            "--data",
            _folder.FullName,
            "--provisioning",
            template
        );

        Assertions.SetDefaultExpectTimeout(PatienceInMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = Tools.Chromium,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_quickstart is not null)
        {
            await _quickstart.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}

using IdpMfa.BrowserTests.Support;
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

    public IBrowser Browser => _browser!;

    public Person Person(string userName) => _people![userName];

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

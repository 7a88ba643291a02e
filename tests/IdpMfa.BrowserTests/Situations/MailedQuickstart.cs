using System.Globalization;
using IdpMfa.BrowserTests.Support;
using IdpMfa.IntegrationTests.Mail;

namespace IdpMfa.BrowserTests.Situations;

/// <summary>A quickstart that sends its mails to a real mail server, for all tests of situations.</summary>
public sealed class MailedQuickstart : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("idpmfa-situations-");
    private SmtpServer? _smtp;
    private QuickstartProcess? _quickstart;
    private SituationPeople? _people;

    /// <summary>Why the tests can't run here, or null.</summary>
    public string? Missing { get; private set; }

    public string RelyingParty => _quickstart!.RelyingParty;

    public string IdentityProvider => _quickstart!.IdentityProvider;

    internal SmtpServer Smtp => _smtp!;

    public Person Person(string userName) => _people![userName];

    public async ValueTask InitializeAsync()
    {
        Missing = Tools.FindMissing() ?? SmtpServer.FindMissing();
        if (Missing is not null)
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Missing);
            return;
        }

        var template = Path.Combine(_folder.FullName, "template.json");
        _people = SituationPeople.Write(QuickstartProcess.Template, template);
        _smtp = await SmtpServer.StartAsync();
        _quickstart = await QuickstartProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["IdpMfa__Smtp__Host"] = "127.0.0.1",
                ["IdpMfa__Smtp__Port"] = _smtp.Port.ToString(CultureInfo.InvariantCulture),
                ["IdpMfa__Smtp__From"] = "login@idp.test",
                ["IdpMfa__Smtp__Security"] = "None",
            },
            TestContext.Current.CancellationToken,
            "--data",
            _folder.FullName,
            "--provisioning",
            template
        );
    }

    /// <summary>Runs a verb of the server's binary beside the running node, and answers what it printed.</summary>
    public Task<string> RunVerbAsync(CancellationToken ct, params string[] verb) =>
        Tools.RunServerAsync(
            [
                .. verb,
                "--environment",
                "Development",
                "--IdpMfa:Issuer",
                IdentityProvider,
                "--ConnectionStrings:IdpMfa",
                $"Data Source={Path.Combine(_folder.FullName, "idpmfa.db")}",
            ],
            ct
        );

    public async ValueTask DisposeAsync()
    {
        if (_quickstart is not null)
        {
            await _quickstart.DisposeAsync();
        }

        if (_smtp is not null)
        {
            await _smtp.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}

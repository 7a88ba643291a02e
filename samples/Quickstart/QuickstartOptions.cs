using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Quickstart;

/// <summary>What the command line says.</summary>
internal sealed record QuickstartOptions(int Port, int RelyingPartyPort, DataFolder Data, string Template, bool Reset)
{
    public string Issuer => $"http://127.0.0.1:{Port}";

    public string RelyingParty => $"http://127.0.0.1:{RelyingPartyPort}";

    /// <returns>False where the command line is answered already: --help, or a mistake.</returns>
    public static bool TryRead(string[] args, [NotNullWhen(true)] out QuickstartOptions? options, out int exitCode)
    {
        var port = new Option<int>("--port")
        {
            Description = "Port of the identity provider.",
            DefaultValueFactory = _ => 5000,
        };
        var relyingPartyPort = new Option<int>("--rp-port")
        {
            Description = "Port of the relying party.",
            DefaultValueFactory = _ => 5001,
        };
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder for the database and mails.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(ProjectDirectory, ".data")),
        };
        var template = new Option<FileInfo>("--provisioning")
        {
            Description = "Provisioning file with the users; {relyingParty} stands for the relying party's address.",
            DefaultValueFactory = _ => new FileInfo(
                Path.Combine(AppContext.BaseDirectory, "provisioning.template.json")
            ),
        };
        var reset = new Option<bool>("--reset") { Description = "Forget everything and start anew." };
        var command = new RootCommand("The identity provider and a relying party, with demo users.")
        {
            port,
            relyingPartyPort,
            data,
            template,
            reset,
        };

        var parsed = command.Parse(args);
        if (parsed.Errors.Count > 0 || parsed.Action is not null)
        {
            options = null;
            exitCode = parsed.Invoke();
            return false;
        }

        options = new QuickstartOptions(
            parsed.GetValue(port),
            parsed.GetValue(relyingPartyPort),
            new DataFolder(parsed.GetValue(data)!.FullName),
            parsed.GetValue(template)!.FullName,
            parsed.GetValue(reset)
        );
        exitCode = 0;
        return true;
    }

    /// <summary>The server's configuration: all that a trial needs, with its files in our folder.</summary>
    public string[] ServerArguments() =>
        [
            "--environment",
            "Development",
            "--urls",
            Issuer,
            "--IdpMfa:Issuer",
            Issuer,
            "--ConnectionStrings:IdpMfa",
            Data.ConnectionString,
            "--IdpMfa:Mail:PickupDirectory",
            Data.Mails,
            "--IdpMfa:Provisioning",
            Data.Provisioning,
            // Our own lines say where everything listens.
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime",
            "Warning",
        ];

    private static string ProjectDirectory =>
        typeof(QuickstartOptions)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == nameof(ProjectDirectory))
            .Value!;
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MySqlConnector;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>A MariaDB server of the tests' own, in a folder of its own, for as long as they run.</summary>
internal static class MariaDbServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Places = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin"];
    private static readonly Lazy<int> Started = new(Start);

    public static int Port => Started.Value;

    private static int Start()
    {
        var (install, server) = (Find("mariadb-install-db"), Find("mariadbd"));
        if (install is null || server is null)
        {
            const string reason = "MariaDB is not installed (Debian package mariadb-server).";
            if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            {
                Assert.Fail(reason);
            }

            Assert.Skip(reason);
        }

        var folder = Directory.CreateTempSubdirectory("idpmfa-mariadb-").FullName;
        var data = Path.Combine(folder, "data");
        var log = Path.Combine(folder, "log");
        Run(
            install!,
            $"--no-defaults --datadir={data} --auth-root-authentication-method=normal --user={Environment.UserName}"
        );
        var port = FindFreePort();
        string[] arguments =
        [
            "--no-defaults",
            $"--user={Environment.UserName}",
            $"--datadir={data}",
            $"--socket={Path.Combine(folder, "socket")}",
            $"--port={port}",
            "--bind-address=127.0.0.1",
            "--skip-log-bin",
            "--max-connections=1000",
            // Tests need no durability, and disks are slow.
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-flush-method=nosync",
            $"--log-error={log}",
        ];
        var process = Process.Start(server!, arguments);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.Kill();
            process.WaitForExit();
            Directory.Delete(folder, recursive: true);
        };
        WaitUntilReady(port, process, log);
        return port;
    }

    private static void WaitUntilReady(int port, Process process, string log)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new MySqlConnection(
                    $"Server=127.0.0.1;Port={port};User ID=root;Pooling=false;Connection Timeout=2"
                );
                connection.Open();
                return;
            }
            catch (MySqlException) when (!process.HasExited && waiting.Elapsed < Patience)
            {
                Task.Delay(100).Wait();
            }
            catch (MySqlException)
            {
                Assert.Fail($"MariaDB did not start: {(File.Exists(log) ? File.ReadAllText(log) : "no log")}");
            }
        }
    }

    private static void Run(string program, string arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        Assert.True(
            process.ExitCode == 0,
            string.Create(CultureInfo.InvariantCulture, $"{program}: {output.Result}{errors.Result}")
        );
    }

    private static string? Find(string program) =>
        Places.Select(place => Path.Combine(place, program)).FirstOrDefault(File.Exists);

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

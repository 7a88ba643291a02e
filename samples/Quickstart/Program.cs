using IdpMfa.Server.Hosting;
using Quickstart;
using Quickstart.DemoPhone;
using Quickstart.RelyingParty;

// One process, two web applications: the identity provider, and a relying party that signs its users in there.
if (!QuickstartOptions.TryRead(args, out var options, out var exitCode))
{
    return exitCode;
}

// Before --reset: the ports may be taken by a quickstart that is running on this data.
if (Ports.FindBusy(options.Port, options.RelyingPartyPort) is { } busyPort)
{
    await Console.Error.WriteLineAsync(
        $"Port {busyPort} is in use. Stop what listens there, or choose others with --port and --rp-port."
    );
    return 1;
}

try
{
    if (options.Reset)
    {
        options.Data.Delete();
    }

    options.Data.Create();
    var demo = DemoProvisioning.Read(options.Template, options.RelyingParty);
    await File.WriteAllTextAsync(options.Data.Provisioning, demo.Json);

    await using var server = await ServerHost.BuildAsync(options.ServerArguments());
    await using var relyingParty = RelyingPartyApp.Build(
        options.RelyingParty,
        options.Issuer,
        options.Data,
        new Phone(options.Data.PhoneAccounts, demo.Users)
    );
    await server.StartAsync();
    await relyingParty.StartAsync();
    Welcome.Print(options, demo.Users);

    // Ctrl+C and SIGTERM reach both; whichever ends first, of itself too, takes the other along.
    await Task.WhenAny(server.WaitForShutdownAsync(), relyingParty.WaitForShutdownAsync());
    await Task.WhenAll(server.StopAsync(), relyingParty.StopAsync());
    return 0;
}
// The end of the line, as in the server's own entry: one clear message instead of a stack trace.
catch (Exception exception)
{
    await Console.Error.WriteLineAsync(ServerHost.DescribeFailure(exception));
    return 1;
}

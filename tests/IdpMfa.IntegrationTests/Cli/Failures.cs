using System.Net.Sockets;
using System.Text.Json;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Provisioning;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace IdpMfa.IntegrationTests.Cli;

public class Failures
{
    public static TheoryData<Exception, string> Known =>
        new()
        {
            { new InvalidConfigurationException(["IdpMfa:Issuer is missing"]), "- IdpMfa:Issuer is missing" },
            { new OptionsValidationException("", typeof(object), ["IdpMfa:X is wrong"]), "- IdpMfa:X is wrong" },
            {
                new ProvisioningRefusedException("a.json", [new ProvisioningProblem("$.users", "is not a list")]),
                "- $.users: is not a list"
            },
            {
                new IOException(
                    "Failed to bind to address http://a: address already in use.",
                    new AddressInUseException("x")
                ),
                "Failed to bind to address http://a: address already in use. Stop the program"
            },
            { new SocketException(99), "The server can't listen there" },
            { new SqliteException("unable to open database file", 14), "can't be opened" },
            {
                new InvalidOperationException("x", new SqliteException("attempt to write a readonly database", 8)),
                "can't be written"
            },
            { new SqliteException("SQLite Error 1: 'no such table: Users'.", 1), "run migrate first" },
            { new SqliteException("file is not a database", 26), "is not a SQLite database" },
            { new SqliteException("database is locked", 5), "is locked by another program" },
            {
                new InvalidDataException(
                    "Failed to load 'appsettings.json'.",
                    new JsonException("'hush' is wrong", "$", 4, 1)
                ),
                "Failed to load 'appsettings.json'. It is not valid JSON at line 5."
            },
            {
                new UnauthorizedAccessException("Access to the path '/a' is denied."),
                "Access to the path '/a' is denied."
            },
            { new ArgumentException("a\nb"), "Failed unexpectedly: ArgumentException: a b" },
        };

    [Theory]
    [MemberData(nameof(Known))]
    public async Task A_failure_exits_1_with_one_message_and_no_stack_trace(Exception failure, string words)
    {
        var run = await CommandLineRun.OfAsync(new RecordedVerbs { Failure = failure }, "serve");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", run.Error, StringComparison.Ordinal);
    }
}

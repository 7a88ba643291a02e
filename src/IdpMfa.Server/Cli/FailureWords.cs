using System.Net.Sockets;
using System.Text.Json;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Data;
using IdpMfa.Server.Provisioning;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using MySqlConnector;

namespace IdpMfa.Server.Cli;

/// <summary>Puts what stopped the program into words for whoever started it.</summary>
internal static class FailureWords
{
    // https://www.sqlite.org/rescode.html
    private const int SqliteGeneric = 1;
    private const int SqlitePermission = 3;
    private const int SqliteBusy = 5;
    private const int SqliteReadOnly = 8;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    public static string Of(Exception exception)
    {
        var chain = Chain(exception).ToList();
        return chain.Select(FindWords).OfType<string>().FirstOrDefault() ?? Unexpected(chain[0]);
    }

    private static string? FindWords(Exception exception) =>
        exception switch
        {
            InvalidConfigurationException
            or ProvisioningRefusedException
            or KeyRingUnusableException
            or NewerDatabaseException => exception.Message,
            OptionsValidationException options => new InvalidConfigurationException([.. options.Failures]).Message,
            // Its own words may repeat what stands in the file; where it stands is enough.
            InvalidDataException when Chain(exception).OfType<JsonException>().FirstOrDefault() is { } json =>
                $"{exception.Message} It is not valid JSON at line {json.LineNumber + 1}.",
            IOException { InnerException: AddressInUseException } =>
                $"{exception.Message} Stop the program that listens there, or choose another address with --urls.",
            SocketException socket => $"The server can't listen there: {OneLine(socket.Message)}. Check --urls.",
            SqliteException sqlite => $"The database ({ConfigurationKeys.ConnectionString}) {Words(sqlite)}",
            MySqlException mysql => $"The database ({ConfigurationKeys.ConnectionString}) {Words(mysql)}",
            OperationCanceledException => "Stopped before it was done.",
            _ => null,
        };

    private static string Words(SqliteException exception) =>
        exception.SqliteErrorCode switch
        {
            SqliteCannotOpen =>
                "can't be opened: check that its folder exists and that this user may read and write the file and the folder.",
            SqliteReadOnly or SqlitePermission =>
                "can't be written: check that this user may write the file and its folder.",
            SqliteBusy => "is locked by another program.",
            SqliteFull => "can't be written: the disk is full.",
            SqliteNotADatabase => "is not a SQLite database.",
            SqliteGeneric when exception.Message.Contains("no such table", StringComparison.Ordinal) =>
                "is not up to this version: run migrate first.",
            _ => $"failed: {OneLine(exception.Message)}",
        };

    private static string Words(MySqlException exception) =>
        exception.ErrorCode switch
        {
            MySqlErrorCode.UnableToConnectToHost =>
                "can't be reached: check that the server runs, and Server and Port.",
            MySqlErrorCode.AccessDenied or MySqlErrorCode.DatabaseAccessDenied =>
                "refuses this user: check User ID and Password, and what the user is granted.",
            MySqlErrorCode.UnknownDatabase =>
                "does not exist: create it, with CREATE DATABASE, and grant this user everything on it.",
            MySqlErrorCode.NoSuchTable => "is not up to this version: run migrate first.",
            MySqlErrorCode.TableExists =>
                "holds a part of this version: a migration was interrupted. Restore the backup that was made before, or drop and "
                    + "create an empty database, and start again.",
            MySqlErrorCode.OptionPreventsStatement or MySqlErrorCode.CannotExecuteInReadOnlyTransaction =>
                "can't be written: the server is read-only.",
            _ => $"failed: {OneLine(exception.Message)}",
        };

    private static string Unexpected(Exception exception) =>
        exception is IOException or UnauthorizedAccessException
            ? OneLine(exception.Message)
            : $"Failed unexpectedly: {exception.GetType().Name}: {OneLine(exception.Message)}";

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}

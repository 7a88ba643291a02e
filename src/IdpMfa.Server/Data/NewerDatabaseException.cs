namespace IdpMfa.Server.Data;

/// <summary>Stops the start: a newer version has migrated this database, and this one does not know what is in it.</summary>
internal sealed class NewerDatabaseException(IReadOnlyList<string> unknown)
    : Exception(
        $"The database is of a newer version than this server (it has {string.Join(", ", unknown)}), so nothing was started. "
            + "Start the newer version, or restore the backup that was made before the upgrade."
    );

namespace IdpMfa.Server.Configuration.Sections;

/// <summary>Where everything is kept; the connection string is <c>ConnectionStrings:IdpMfa</c>.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>Default <see cref="DatabaseProvider.Sqlite"/>.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;
}

namespace IdpMfa.Server.Configuration.Sections;

/// <summary>The databases that <c>IdpMfa:Database:Provider</c> may name.</summary>
internal enum DatabaseProvider
{
    Sqlite,

    /// <summary>MariaDB and MySQL.</summary>
    MySql,
}

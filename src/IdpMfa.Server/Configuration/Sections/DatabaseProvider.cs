namespace IdpMfa.Server.Configuration.Sections;

/// <summary>The databases that <c>IdpMfa:Database:Provider</c> may name.</summary>
internal enum DatabaseProvider
{
    Sqlite,

    /// <summary>Known by name only; the start stops and says so.</summary>
    MySql,
}

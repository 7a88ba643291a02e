using IdpMfa.Server.Configuration.Sections;

namespace IdpMfa.Server.Configuration;

/// <summary>The database that a configuration names.</summary>
/// <param name="Provider">Whose dialect it speaks.</param>
/// <param name="ConnectionString"><c>ConnectionStrings:IdpMfa</c>, with a full path or with what the stores rely on.</param>
/// <param name="Place">Where it is, for people; never a password.</param>
/// <param name="File">Full path of a SQLite file; null for one in memory and for a server.</param>
internal sealed record DatabaseTarget(DatabaseProvider Provider, string ConnectionString, string Place, string? File);

namespace IdpMfa.BrowserTests.Support;

/// <summary>A user of the server under test, and what they know and hold.</summary>
/// <param name="Key">The authenticator's key in base32; null where there is none.</param>
/// <param name="RecoveryToken">Null where there is none.</param>
/// <param name="Email">Null where there is none that is confirmed.</param>
public sealed record Person(
    string UserName,
    string Password,
    string? Key,
    string? RecoveryToken = null,
    string? Email = null
)
{
    public override string ToString() => UserName;
}

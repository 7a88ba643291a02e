namespace IdpMfa.BrowserTests.Support;

/// <summary>A user of the server under test, and what they know and hold.</summary>
/// <param name="Key">The authenticator's key in base32; null where there is none.</param>
public sealed record Person(string UserName, string Password, string? Key)
{
    public override string ToString() => UserName;
}

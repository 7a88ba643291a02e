namespace Quickstart.RelyingParty;

/// <summary>What the start page says once, after something was done. The URL carries the name, never words.</summary>
internal enum Notice
{
    SignInFailed,
    SignedOut,
    Refreshed,
    RefreshRefused,
}

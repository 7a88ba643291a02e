namespace IdpMfa.Server.Provisioning.Entries;

/// <summary>Whether users are asked before a client gets tokens.</summary>
internal enum ClientConsent
{
    Implicit,
    Explicit,
}

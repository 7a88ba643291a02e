namespace IdpMfa.Server.Provisioning.Entries;

/// <summary>A password, hash or client secret of the file, on its way to being hashed. Never prints itself.</summary>
internal sealed class SecretText(string value)
{
    public string Reveal() => value;

    public override string ToString() => nameof(SecretText);
}

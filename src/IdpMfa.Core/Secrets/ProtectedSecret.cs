namespace IdpMfa.Core.Secrets;

/// <summary>A secret encrypted by <see cref="ISecretProtector"/>, as text that a database can hold.</summary>
public sealed record ProtectedSecret(string Value)
{
    public override string ToString() => nameof(ProtectedSecret);
}

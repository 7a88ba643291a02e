namespace IdpMfa.Server.Provisioning;

/// <summary>Why a file was refused. Never holds the value of a secret.</summary>
/// <param name="Path">Where it is: <c>$.users[3].email</c>, or line and column.</param>
/// <param name="Reason">What is wrong and what to write instead.</param>
internal sealed record ProvisioningProblem(string Path, string Reason)
{
    public override string ToString() => $"{Path}: {Reason}";
}

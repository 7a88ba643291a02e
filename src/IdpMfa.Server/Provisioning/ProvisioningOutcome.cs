namespace IdpMfa.Server.Provisioning;

/// <summary>What came of applying a file.</summary>
internal abstract record ProvisioningOutcome
{
    private ProvisioningOutcome() { }

    /// <summary>The file is applied; it may have changed nothing.</summary>
    /// <param name="Changes">What was created and updated, a line each, without secrets.</param>
    /// <param name="Warnings">What the file asks for and this version does not enforce or serve.</param>
    public sealed record Applied(IReadOnlyList<string> Changes, IReadOnlyList<string> Warnings) : ProvisioningOutcome;

    /// <summary>Nothing of the file is applied.</summary>
    public sealed record Refused(IReadOnlyList<ProvisioningProblem> Problems) : ProvisioningOutcome;
}

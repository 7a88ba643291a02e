using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning.Reading;

/// <summary>What came of reading a file.</summary>
internal abstract record ProvisioningReading
{
    private ProvisioningReading() { }

    public sealed record Usable(ProvisioningFile File) : ProvisioningReading;

    /// <summary>Every problem of the file, in its order.</summary>
    public sealed record Refused(IReadOnlyList<ProvisioningProblem> Problems) : ProvisioningReading;
}

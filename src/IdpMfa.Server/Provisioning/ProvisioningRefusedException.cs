namespace IdpMfa.Server.Provisioning;

/// <summary>The start can't go on: the provisioning file is refused, and nothing of it was applied.</summary>
internal sealed class ProvisioningRefusedException(string file, IReadOnlyList<ProvisioningProblem> problems)
    : Exception(
        $"The provisioning file {file} is refused, nothing of it was applied:\n- {string.Join("\n- ", problems)}"
    );

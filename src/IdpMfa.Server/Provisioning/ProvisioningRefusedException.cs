namespace IdpMfa.Server.Provisioning;

/// <summary>Stops the start: nothing of the file is applied. The message lists every problem with its path.</summary>
internal sealed class ProvisioningRefusedException(string file, IReadOnlyList<ProvisioningProblem> problems)
    : Exception(ToMessage(file, problems))
{
    public static string ToMessage(string file, IReadOnlyList<ProvisioningProblem> problems) =>
        string.Join(
            Environment.NewLine,
            [
                $"{Path.GetFullPath(file)} was refused, nothing of it is applied:",
                .. problems.Select(problem => $"- {problem}"),
            ]
        );
}

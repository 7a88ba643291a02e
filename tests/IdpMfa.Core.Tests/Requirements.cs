namespace IdpMfa.Core.Tests;

/// <summary>Programs that a test compares us with, and that a developer's machine may lack.</summary>
internal static class Requirements
{
    /// <summary>
    /// Answers where the program is. Without it the test is skipped, but on the build server, which promises to have it,
    /// it fails: a check that silently stops running is no check.
    /// </summary>
    public static string Need(string program, string debianPackage)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
        if (path is not null)
        {
            return path;
        }

        var reason = $"{program} is not installed (Debian package {debianPackage}).";
        if (string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
        throw new InvalidOperationException(reason);
    }
}

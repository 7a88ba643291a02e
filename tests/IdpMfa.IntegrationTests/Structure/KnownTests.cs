using System.Text.RegularExpressions;

namespace IdpMfa.IntegrationTests.Structure;

/// <summary>The tests of all projects, as <c>Class.Method</c>: documents name them, and must name none that is gone.</summary>
internal static partial class KnownTests
{
    public static HashSet<string> List() =>
        ListOwn()
            .Concat(ReadSources("IdpMfa.Core.Tests"))
            .Concat(ReadSources("IdpMfa.BrowserTests"))
            .ToHashSet(StringComparer.Ordinal);

    public static IEnumerable<string> ListOwn() =>
        typeof(KnownTests)
            .Assembly.GetTypes()
            .Where(type => type.IsPublic)
            .SelectMany(type => type.GetMethods().Where(IsTest).Select(method => $"{type.Name}.{method.Name}"));

    /// <summary>This project can't load the tests of others: their sources will do.</summary>
    /// <param name="folder">Below <c>tests</c>.</param>
    public static IEnumerable<string> ReadSources(string folder) =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, "tests", folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file =>
                TestMethod()
                    .Matches(File.ReadAllText(file))
                    .Select(match => $"{Path.GetFileNameWithoutExtension(file)}.{match.Groups[1].Value}")
            );

    private static bool IsTest(System.Reflection.MethodInfo method) =>
        method.GetCustomAttributes(inherit: true).Any(attribute => attribute is FactAttribute);

    [GeneratedRegex(
        @"\[(?:Fact|Theory)\b[^\n]*(?:\n(?!\s*(?:public|private|protected)\b)[^\n]*)*\n\s*public (?:async )?(?:Task|void) (\w+)\("
    )]
    private static partial Regex TestMethod();
}

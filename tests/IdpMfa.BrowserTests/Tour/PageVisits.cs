using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace IdpMfa.BrowserTests.Tour;

[CollectionDefinition(Name)]
public sealed class AllPageTours : ICollectionFixture<PageVisits>
{
    public const string Name = "page tour";
}

/// <summary>Which pages the tours have seen. A page that no tour visits fails them at the end.</summary>
public sealed class PageVisits : IDisposable
{
    /// <summary>Pages that nobody sees.</summary>
    private static readonly HashSet<string> NeverShown = ["/"]; // redirects to the profile

    private readonly ConcurrentBag<string> _paths = [];
    private int _tours;

    private static int AllTours =>
        typeof(PageTour)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PageTour)))
            .SelectMany(type => type.GetMethods())
            .Count(method => method.GetCustomAttribute<FactAttribute>() is not null);

    public void Add(string path) => _paths.Add(path);

    public void EndTour() => Interlocked.Increment(ref _tours);

    public void Dispose()
    {
        // One tour alone, run by hand, need not see everything, nor one that failed on its way.
        if (_tours == AllTours)
        {
            string[] forgotten =
            [
                .. Routes().Where(route => !_paths.Any(path => IsOf(path, route))).Except(NeverShown),
            ];
            Assert.True(forgotten.Length == 0, $"No tour visits {string.Join(", ", forgotten)}.");
        }
    }

    private static bool IsOf(string path, string route) =>
        Regex.IsMatch(path, $"^{Regex.Replace(route, @"\{\w+\}", "[^/]+")}$");

    /// <summary>The routes that stand behind <c>@page</c> in the product's pages.</summary>
    private static IEnumerable<string> Routes() =>
        Directory
            .EnumerateFiles(PagesFolder, "*.cshtml", SearchOption.AllDirectories)
            .Select(file => Regex.Match(File.ReadLines(file).First(), """^@page "(.+)"$"""))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value);

    private static string PagesFolder =>
        typeof(PageVisits)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Pages")
            .Value!;
}

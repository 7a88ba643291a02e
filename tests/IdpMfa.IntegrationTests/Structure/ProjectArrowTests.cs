using System.Xml.Linq;
using IdpMfa.Core;

namespace IdpMfa.IntegrationTests.Structure;

/// <summary>The arrows between the projects, as docs/architecture.md has them.</summary>
public sealed class ProjectArrowTests
{
    private static readonly SortedDictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["IdpMfa.Core"] = [],
        ["IdpMfa.EntityFrameworkCore"] = ["IdpMfa.Core"],
        ["IdpMfa.OpenIddict"] = ["IdpMfa.Core"],
        ["IdpMfa.Server"] = ["IdpMfa.Core", "IdpMfa.EntityFrameworkCore", "IdpMfa.OpenIddict", "IdpMfa.Web"],
        ["IdpMfa.Web"] = ["IdpMfa.Core"],
    };

    private static readonly string[] Web = ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "OpenIddict"];

    [Fact]
    public void Projects_reference_each_other_along_the_arrows_and_nothing_else()
    {
        var references = Directory
            .GetFiles(Repository.Src, "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileNameWithoutExtension(file)} -> {Join(ReadProjectReferences(file))}");

        Assert.Equal(Arrows.Select(arrow => $"{arrow.Key} -> {Join(arrow.Value)}"), references);
    }

    [Fact]
    public void Core_knows_no_web_no_database_and_no_engine()
    {
        var project = Load(Path.Combine(Repository.Src, "IdpMfa.Core", "IdpMfa.Core.csproj"));

        var packages = Includes(project, "PackageReference");
        var assemblies = typeof(CoreServices).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.Equal("Microsoft.NET.Sdk", project.Root!.Attribute("Sdk")!.Value);
        Assert.Empty(Includes(project, "FrameworkReference"));
        Assert.DoesNotContain(packages.Concat(assemblies), IsForbiddenInCore);
    }

    [Fact]
    public void The_stores_know_no_provider()
    {
        var project = Load(
            Path.Combine(Repository.Src, "IdpMfa.EntityFrameworkCore", "IdpMfa.EntityFrameworkCore.csproj")
        );

        var packages = Includes(project, "PackageReference").Where(p => p.StartsWith(Web[1], StringComparison.Ordinal));

        Assert.Equal(["Microsoft.EntityFrameworkCore.Relational"], packages);
    }

    private static bool IsForbiddenInCore(string name) =>
        Web.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static XDocument Load(string file) => XDocument.Load(file);

    private static IEnumerable<string> ReadProjectReferences(string file) =>
        Includes(Load(file), "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!);

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")!.Value);

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}

using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IdpMfa.IntegrationTests.Structure;

/// <summary>Every word of the pages comes from one resource file, and the file has no others.</summary>
public sealed partial class WordsTests
{
    private static readonly string Web = Path.Combine(Repository.Src, "IdpMfa.Web");

    /// <summary>Keys whose end is a value of the form; a page that shows each of them is asserted with the page.</summary>
    private static readonly string[] KeysByPrefix =
    [
        "AdminUser.Done.",
        "AdminUser.Refused.",
        "AdminPolicy.Bad.",
        "AdminPolicy.Enforcement.",
        "AdminPolicy.Proof.",
        "AdminPolicy.Recovery.",
    ];

    [Fact]
    public void Every_key_that_is_used_exists_and_every_key_that_exists_is_used()
    {
        var existing = XDocument
            .Load(Path.Combine(Web, "Resources", "Words.resx"))
            .Descendants("data")
            .Select(data => data.Attribute("name")!.Value)
            .Where(key => !KeysByPrefix.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);

        var used = LiteralKeys()
            .Concat(KeysOfTheErrorPage())
            .Where(key => !KeysByPrefix.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(used, existing);
    }

    [Fact]
    public void No_key_is_computed_but_on_the_error_page_and_from_known_prefixes()
    {
        var lines = Sources()
            .Where(file => Path.GetFileName(file) != "Error.cshtml.cs")
            .SelectMany(File.ReadLines)
            .Where(line => ComputedKey().IsMatch(line))
            .Where(line => !KeysByPrefix.Any(prefix => line.Contains($"ext[$\"{prefix}{{", StringComparison.Ordinal)));

        Assert.Empty(lines);
    }

    private static IEnumerable<string> LiteralKeys() =>
        Sources()
            .SelectMany(file => LiteralKey().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value);

    private static IEnumerable<string> KeysOfTheErrorPage() =>
        KindOfError()
            .Matches(File.ReadAllText(Path.Combine(Web, "Pages", "Error.cshtml.cs")))
            .SelectMany(match =>
                new[] { $"Error.{match.Groups[1].Value}.Title", $"Error.{match.Groups[1].Value}.Message" }
            );

    private static IEnumerable<string> Sources() =>
        Directory
            .GetFiles(Web, "*.cs*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml")
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"));

    [GeneratedRegex("""\b[Tt]ext\["([^"]+)"[\],]""")]
    private static partial Regex LiteralKey();

    [GeneratedRegex("""\b[Tt]ext\[[^"]""")]
    private static partial Regex ComputedKey();

    [GeneratedRegex("""=> "(\w+)",""")]
    private static partial Regex KindOfError();
}

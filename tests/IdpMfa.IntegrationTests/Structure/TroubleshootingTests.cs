using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IdpMfa.IntegrationTests.Structure;

/// <summary>docs/troubleshooting.md tells people who are locked out what to do. It must not be wishful.</summary>
public sealed partial class TroubleshootingTests
{
    [Fact]
    public void It_is_for_users_first_then_administrators_then_operators()
    {
        var parts = File.ReadLines(Document).Where(line => line.StartsWith("## ", StringComparison.Ordinal));

        Assert.Equal(["## For users", "## For administrators", "## For those who run the server"], parts);
    }

    [Fact]
    public void Every_line_is_one_sentence_and_names_its_tests()
    {
        var lines = ReadLines();

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Matches(SentenceWithTests(), line));
    }

    [Fact]
    public void Every_test_that_it_names_exists()
    {
        var known = KnownTests.List();

        var missing = ReadNames().Where(name => !known.Contains(name)).Distinct();

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_situation_that_the_browser_goes_through_is_told()
    {
        var told = ReadNames().ToHashSet(StringComparer.Ordinal);

        var missing = KnownTests
            .ReadSources(Path.Combine("IdpMfa.BrowserTests", "Situations"))
            .Where(test => !told.Contains(test));

        Assert.Empty(missing);
    }

    [Fact]
    public void Words_in_quotation_marks_are_those_of_pages_and_mails()
    {
        var words = Directory
            .GetFiles(Path.Combine(Repository.Src, "IdpMfa.Web", "Resources"), "*.resx")
            .SelectMany(file => XDocument.Load(file).Descendants("value").Select(value => value.Value))
            .ToList();

        var unknown = Quoted()
            .Matches(File.ReadAllText(Document))
            .Select(match => match.Groups[1].Value)
            .Where(phrase => !words.Any(word => word.Contains(phrase, StringComparison.Ordinal)));

        Assert.Empty(unknown);
    }

    private static string Document => Path.Combine(Repository.Root, "docs", "troubleshooting.md");

    /// <summary>All but headings.</summary>
    private static List<string> ReadLines() =>
        [.. File.ReadLines(Document).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    private static IEnumerable<string> ReadNames() =>
        ReadLines().SelectMany(line => NameInComment().Matches(line).Select(match => match.Value));

    /// <summary>A question may stand before its answer.</summary>
    [GeneratedRegex(@"^(?:[^.?!<>]+\? )?(?:[^.?!<>]|[?.!](?! [A-Z]))+\. <!-- test: \w+\.\w+(?:, \w+\.\w+)* -->$")]
    private static partial Regex SentenceWithTests();

    [GeneratedRegex(@"(?<=<!-- test: .*)\w+\.\w+")]
    private static partial Regex NameInComment();

    [GeneratedRegex("“([^”]+)”")]
    private static partial Regex Quoted();
}

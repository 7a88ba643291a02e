using System.Globalization;
using System.Text.RegularExpressions;

namespace IdpMfa.IntegrationTests.Structure;

/// <summary>docs/security/attacks.md says which attacks are shown to fail, and by which tests. It must not be wishful.</summary>
public sealed partial class AttackListTests
{
    private const int Attacks = 55;

    /// <summary>The web part of these is promised now; the others come with features that are not there yet.</summary>
    private static readonly int[] Promised =
    [
        .. Enumerable.Range(1, 6),
        .. Enumerable.Range(8, 19),
        .. Enumerable.Range(28, 3),
        .. Enumerable.Range(32, 3),
        37,
        38,
        40,
        41,
        43,
        .. Enumerable.Range(48, 7),
    ];

    [Fact]
    public void The_list_has_every_attack_in_order_with_a_state_and_what_stands_against_it()
    {
        var rows = ReadRows();

        Assert.Equal(Enumerable.Range(1, Attacks), rows.Select(row => row.Number));
        Assert.All(
            rows,
            row =>
            {
                Assert.NotEmpty(row.Name);
                Assert.Matches("^(shown|later: .+)$", row.State);
                Assert.NotEmpty(row.Measure);
            }
        );
    }

    [Fact]
    public void Every_promised_attack_is_shown_by_a_test_that_bears_its_number()
    {
        var rows = ReadRows();

        var missing = rows.Where(row => Promised.Contains(row.Number))
            .Where(row => row.State != "shown" || !row.Tests.Any(test => NumberOf(test) == row.Number))
            .Select(row => row.Number);

        Assert.Empty(missing);
        Assert.All(rows.Where(row => row.State == "shown"), row => Assert.NotEmpty(row.Tests));
    }

    [Fact]
    public void Every_test_in_the_list_exists()
    {
        var known = KnownTests.List();

        var missing = ReadRows().SelectMany(row => row.Tests).Where(test => !known.Contains(test));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_test_that_bears_an_attacks_number_is_in_the_list()
    {
        var listed = ReadRows().SelectMany(row => row.Tests.Select(test => (row.Number, test))).ToHashSet();

        var missing = KnownTests
            .ListOwn()
            .Select(test => (Number: NumberOf(test), Test: test))
            .Where(test => test.Number is not null && !listed.Contains((test.Number.Value, test.Test)))
            .Select(test => $"{test.Number:00}: `{test.Test}`");

        Assert.Empty(missing);
    }

    private static List<Row> ReadRows() =>
        [
            .. File.ReadLines(Path.Combine(Repository.Root, "docs", "security", "attacks.md"))
                .Where(line => RowStart().IsMatch(line))
                .Select(line => line.Trim('|', ' ').Split(" | "))
                .Select(cells => new Row(
                    int.Parse(cells[0], CultureInfo.InvariantCulture),
                    cells[1],
                    cells[2],
                    cells[3],
                    [.. Quoted().Matches(cells.ElementAtOrDefault(4) ?? "").Select(match => match.Groups[1].Value)]
                )),
        ];

    private static int? NumberOf(string test) =>
        Numbered().Match(test) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"^\| \d\d \|")]
    private static partial Regex RowStart();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\.Attack_(\d\d)_")]
    private static partial Regex Numbered();

    private sealed record Row(int Number, string Name, string State, string Measure, string[] Tests);
}

namespace IdpMfa.Server.Configuration;

/// <summary>Finds the name that somebody most likely meant.</summary>
internal static class NearestName
{
    /// <returns>Null where nothing is near enough to be a slip of the finger.</returns>
    public static string? Find(string written, IEnumerable<string> known)
    {
        var nearest = known
            .Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault((Name: "", Distance: int.MaxValue));
        return nearest.Distance <= Math.Max(1, nearest.Name.Length / 4) ? nearest.Name : null;
    }

    /// <summary>The words to append to a refusal: a suggestion, or nothing.</summary>
    public static string Suggestion(string written, IEnumerable<string> known) =>
        Find(written, known) is { } name ? $"; did you mean {name}?" : "";

    // Levenshtein's distance with two rows; names are short.
    private static int Distance(string one, string other)
    {
        var previous = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var current = new int[other.Length + 1];
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var substitution = previous[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[other.Length];
    }
}

namespace IdpMfa.Server.Cli;

/// <summary>A cell of a CSV file (RFC 4180) that a spreadsheet takes as text.</summary>
internal static class CsvCell
{
    // OWASP, CSV Injection: cells that begin so are formulas.
    private const string FormulaStarts = "=+-@\t\r\n";

    public static string Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        // Full-width forms of the same characters begin formulas in some locales; a quote before them harms nothing.
        var first = value[0] is >= '\uFF01' and <= '\uFF5E' ? (char)(value[0] - 0xFEE0) : value[0];
        var text = FormulaStarts.Contains(first, StringComparison.Ordinal) ? "'" + value : value;
        return text.AsSpan().IndexOfAny("\",\r\n") >= 0 || text != value
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}

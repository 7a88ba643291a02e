using IdpMfa.Server.Cli;

namespace IdpMfa.IntegrationTests.Cli;

public class CsvCells
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    public void A_cell_is_quoted_and_begins_no_formula(string? value, string expected) =>
        Assert.Equal(expected, CsvCell.Write(value));
}

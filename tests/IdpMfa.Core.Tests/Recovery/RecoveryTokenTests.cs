using IdpMfa.Core.Recovery;

namespace IdpMfa.Core.Tests.Recovery;

public sealed class RecoveryTokenTests
{
    private const string Example = "0123-4567-89AB-CDEF-GHJK-MNPV";
    private const string Canonical = "0123456789ABCDEFGHJKMNPV";
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Theory]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPV")]
    [InlineData("0123456789ABCDEFGHJKMNPV")]
    [InlineData("0123-4567-89ab-cdef-ghjk-mnpv")]
    [InlineData("0123 4567 89AB CDEF GHJK MNPV")]
    [InlineData(" 0123-4567 89AB--CDEF-GHJK-MNPV ")]
    [InlineData("0-1-2-3-4-5-6-7-8-9-A-B-C-D-E-F-G-H-J-K-M-N-P-V")]
    [InlineData("O123-4567-89AB-CDEF-GHJK-MNPV")] // O is 0
    [InlineData("o123-4567-89AB-CDEF-GHJK-MNPV")]
    [InlineData("0I23-4567-89AB-CDEF-GHJK-MNPV")] // I and L are 1
    [InlineData("0i23-4567-89AB-CDEF-GHJK-MNPV")]
    [InlineData("0L23-4567-89AB-CDEF-GHJK-MNPV")]
    [InlineData("0l23-4567-89AB-CDEF-GHJK-MNPV")]
    public void A_token_is_read_as_people_type_it(string typed)
    {
        var isRead = RecoveryToken.TryParse(typed, out var token);

        Assert.True(isRead);
        Assert.Equal(Canonical, token!.Canonical);
        Assert.Equal(Example, token.ToDisplayString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("----")]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNP")] // 23 characters
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPVV")] // 25
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPW")] // wrong check character
    [InlineData("1023-4567-89AB-CDEF-GHJK-MNPV")] // two characters swapped
    [InlineData("U123-4567-89AB-CDEF-GHJK-MNPV")] // U is not of the alphabet
    [InlineData("0123_4567-89AB-CDEF-GHJK-MNPV")]
    [InlineData("0123456789ABCDEFGHJKMNP\0")]
    [InlineData("０123456789ABCDEFGHJKMNPV")]
    public void What_is_no_token_is_refused(string typed)
    {
        var isRead = RecoveryToken.TryParse(typed, out var token);

        Assert.False(isRead);
        Assert.Null(token);
    }

    [Fact]
    public void A_long_s_is_no_S()
    {
        var token = Enumerable
            .Repeat(0, 10_000)
            .Select(_ => RecoveryToken.CreateRandom())
            .First(one => one.Canonical[0] == 'S');

        Assert.False(RecoveryToken.TryParse('ſ' + token.Canonical[1..], out _));
    }

    [Fact]
    public void Every_wrong_character_at_every_place_is_noticed()
    {
        var mistyped =
            from place in Enumerable.Range(0, RecoveryToken.Length)
            from wrong in Alphabet
            where wrong != Canonical[place]
            select Canonical[..place] + wrong + Canonical[(place + 1)..];

        Assert.All(mistyped, typed => Assert.False(RecoveryToken.TryParse(typed, out _), typed));
        Assert.Equal(24 * 31, mistyped.Count());
    }

    [Fact]
    public void Every_wrong_character_in_random_tokens_is_noticed()
    {
        var tokens = Enumerable.Range(0, 20).Select(_ => RecoveryToken.CreateRandom().Canonical);
        var mistyped =
            from token in tokens
            from place in Enumerable.Range(0, RecoveryToken.Length)
            from wrong in Alphabet
            where wrong != token[place]
            select token[..place] + wrong + token[(place + 1)..];

        Assert.All(mistyped, typed => Assert.False(RecoveryToken.TryParse(typed, out _), typed));
    }

    [Fact]
    public void A_new_token_has_six_groups_of_four_and_can_be_read_back()
    {
        var tokens = Enumerable.Range(0, 1_000).Select(_ => RecoveryToken.CreateRandom()).ToList();

        Assert.All(
            tokens,
            token =>
            {
                Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}$", token.ToDisplayString());
                Assert.True(RecoveryToken.TryParse(token.ToDisplayString(), out var read));
                Assert.Equal(token, read);
            }
        );
        Assert.Equal(1_000, tokens.Distinct().Count());
    }

    [Fact]
    public void Every_character_of_the_alphabet_comes_up_at_every_place_but_the_last()
    {
        var tokens = Enumerable.Range(0, 2_000).Select(_ => RecoveryToken.CreateRandom().Canonical).ToList();

        Assert.All(
            Enumerable.Range(0, RecoveryToken.Length - 1),
            place => Assert.Equal(Alphabet.Length, tokens.Select(token => token[place]).Distinct().Count())
        );
    }

    [Fact]
    public void A_token_does_not_print_itself()
    {
        Assert.True(RecoveryToken.TryParse(Example, out var token));

        Assert.Equal("RecoveryToken", token!.ToString());
        Assert.Equal("RecoveryToken", $"{token}");
    }
}

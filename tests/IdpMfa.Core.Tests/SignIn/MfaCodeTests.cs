using IdpMfa.Core.Lockout;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.SignIn;

public sealed class MfaCodeTests
{
    [Theory]
    [InlineData("123456")]
    [InlineData("123 456")]
    [InlineData(" 123456 ")]
    [InlineData("1 2 3 4 5 6")]
    [InlineData("123-456")]
    [InlineData("123\u2010456")] // hyphen
    [InlineData("123\u2011456")] // non-breaking hyphen
    [InlineData("123\u2012456")] // figure dash
    [InlineData("123\u2013456")] // en dash
    [InlineData("123\u2014456")] // em dash
    [InlineData("123\u2015456")] // horizontal bar
    [InlineData("123\u2212456")] // minus sign
    [InlineData("123\uFE58456")] // small em dash
    [InlineData("123\uFE63456")] // small hyphen-minus
    [InlineData("123\uFF0D456")] // full-width hyphen-minus
    [InlineData("123\u00AD456")] // soft hyphen
    [InlineData("123\u00A0456")] // no-break space
    [InlineData("123\u202F456")] // narrow no-break space
    [InlineData("123\u3000456")] // ideographic space
    [InlineData("123456\n")]
    [InlineData("123456\r\n")]
    [InlineData("\t123456\u2028")]
    [InlineData("\uFEFF123456")] // byte order mark
    [InlineData("123\u200B456")] // zero-width space
    [InlineData("123\u200D456")] // zero-width joiner
    [InlineData("\u202A123456\u202C")] // directional marks of a copied text
    [InlineData("\u2066123456\u2069")]
    [InlineData("１２３４５６")] // full-width
    [InlineData("١٢٣٤٥٦")] // Arabic-Indic
    [InlineData("۱۲۳۴۵۶")] // Persian
    [InlineData("१२३४५६")] // Devanagari
    [InlineData("১২৩৪৫৬")] // Bengali
    [InlineData("\U0001D7CF\U0001D7D0\U0001D7D1\U0001D7D2\U0001D7D3\U0001D7D4")] // mathematical bold
    [InlineData("１2３-４5６")]
    public void Six_digits_of_any_script_are_an_authenticators_code(string typed)
    {
        var code = MfaCode.Parse(typed);

        Assert.Equal("123456", Assert.IsType<MfaCode.Totp>(code).Code.Value);
        Assert.Equal(FactorKind.Totp, code.Kind);
    }

    [Fact]
    public void Leading_zeros_stay() =>
        Assert.Equal("000000", Assert.IsType<MfaCode.Totp>(MfaCode.Parse("000000")).Code.Value);

    [Theory]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPV")]
    [InlineData("0123456789ABCDEFGHJKMNPV")]
    [InlineData("0123-4567-89ab-cdef-ghjk-mnpv")]
    [InlineData("0123 4567 89AB CDEF GHJK MNPV\n")]
    [InlineData("0123\u20134567\u201389AB\u2013CDEF\u2013GHJK\u2013MNPV")]
    [InlineData("Oi23-4567-89ab-cdef-ghjk-mnpv")]
    [InlineData("oL23-4567-89ab-cdef-ghjk-mnpv")]
    [InlineData("０１２３４５６７８９ＡＢＣＤＥＦＧＨＪＫＭＮＰＶ")] // full-width
    [InlineData("０１２３－４５６７－８９ａｂ－ｃｄｅｆ－ｇｈｊｋ－ｍｎｐｖ")]
    [InlineData("Ｏｌ23-4567-89ab-cdef-ghjk-mnpv")]
    [InlineData("\uFEFF0123-4567-89AB-CDEF-GHJK-MNPV\u200B")]
    public void A_recovery_token_is_read_as_people_type_it(string typed)
    {
        var code = MfaCode.Parse(typed);

        Assert.Equal("0123456789ABCDEFGHJKMNPV", Assert.IsType<MfaCode.Recovery>(code).Token!.Canonical);
        Assert.Equal(FactorKind.Recovery, code.Kind);
    }

    [Theory]
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPW")]
    [InlineData("000000000000000000000001")]
    [InlineData("ABCDEFGHJKMNPQRSTVWXYZ00")]
    public void A_mistyped_token_still_counts_against_the_recovery_token(string typed)
    {
        var code = MfaCode.Parse(typed);

        Assert.Null(Assert.IsType<MfaCode.Recovery>(code).Token);
        Assert.Equal(FactorKind.Recovery, code.Kind);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200B")]
    [InlineData("------")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345678")]
    [InlineData("12345a")]
    [InlineData("+12345")]
    [InlineData("123,456")]
    [InlineData("123.456")]
    [InlineData("0x1234")]
    [InlineData("123456\0")]
    [InlineData("\0\0\0\0\0\0")]
    [InlineData("12345\0")]
    [InlineData("¹²³⁴⁵⁶")] // superscripts are no digits
    [InlineData("①②③④⑤⑥")]
    [InlineData("½½½½½½")]
    [InlineData("一二三四五六")]
    [InlineData("ⅠⅡⅢⅣⅤⅥ")]
    [InlineData("12345\uD800")] // half a surrogate pair
    [InlineData("U123-4567-89AB-CDEF-GHJK-MNPV")] // U is not of the alphabet
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNP")] // 23 characters
    [InlineData("0123-4567-89AB-CDEF-GHJK-MNPVV")] // 25
    [InlineData("0123456789ABCDEFGHJKMNP\0")]
    [InlineData("0123456789ABCDEFGHJKMNPé")]
    [InlineData("0123456789АBCDEFGHJKMNPV")] // Cyrillic A
    [InlineData("correct horse battery staple")]
    public void Anything_else_counts_against_the_step_only(string? typed)
    {
        var code = MfaCode.Parse(typed);

        Assert.IsType<MfaCode.Other>(code);
        Assert.Equal(FactorKind.None, code.Kind);
    }

    [Fact]
    public void A_megabyte_is_no_code()
    {
        Assert.IsType<MfaCode.Other>(MfaCode.Parse(new string('1', 1 << 20)));
        Assert.IsType<MfaCode.Other>(MfaCode.Parse("123456" + new string(' ', 1 << 20)));
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void Padding_is_ignored_up_to_a_length(int length, bool isCode) =>
        Assert.Equal(isCode, MfaCode.Parse("123456".PadRight(length)) is MfaCode.Totp);
}

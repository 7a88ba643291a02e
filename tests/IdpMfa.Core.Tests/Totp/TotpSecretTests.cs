using System.Text;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.Totp;

public sealed class TotpSecretTests
{
    private const string Base32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    // The vectors of RFC 4648 §10 are shorter than any key of ours may be: they go in as the end of one.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_is_that_of_RFC_4648_without_padding(string end, string expectedEnd)
    {
        var secret = TotpSecret.FromKey([.. Key, .. Encoding.ASCII.GetBytes(end)]);

        Assert.Equal(Base32 + expectedEnd, secret.ToBase32());
    }

    [Theory]
    [InlineData("f", "MY======")]
    [InlineData("fo", "MZXQ====")]
    [InlineData("foo", "MZXW6===")]
    [InlineData("foob", "MZXW6YQ=")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI======")]
    public void Base32_is_read_as_RFC_4648_writes_it(string end, string base32End)
    {
        var isRead = TotpSecret.TryParseBase32(Base32 + base32End, out var secret);

        Assert.True(isRead);
        Assert.Equal(Key.Concat(Encoding.ASCII.GetBytes(end)), secret!.Key.ToArray());
    }

    [Theory]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    [InlineData("gezdgnbvgy3tqojqgezdgnbvgy3tqojq")]
    [InlineData("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")]
    [InlineData(" gezd gnbv gy3t qojq gezd gnbv gy3t qojq ")]
    public void A_key_is_read_in_any_case_with_or_without_spaces(string text)
    {
        var isRead = TotpSecret.TryParseBase32(text, out var secret);

        Assert.True(isRead);
        Assert.Equal(Key, secret!.Key.ToArray());
    }

    [Fact]
    public void A_key_of_sixteen_bytes_is_long_enough()
    {
        var isRead = TotpSecret.TryParseBase32("AAAAAAAAAAAAAAAAAAAAAAAAAA", out var secret);

        Assert.True(isRead);
        Assert.Equal(16, secret!.Key.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("========")]
    [InlineData("MZXW6YTBOI")] // 6 bytes
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")] // 15 bytes
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ0")] // 0 is not of the alphabet
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ8")]
    [InlineData("GEZDGNBVGY3TQOJQ=GEZDGNBVGY3TQOJQ")] // padding inside
    [InlineData("GEZDGNBVGY3TQOJQ-GEZDGNBVGY3TQOJQ")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOſQ")] // long s
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOıQ")] // dotless i
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQO\0Q")]
    public void What_is_no_base32_or_too_short_is_refused(string text)
    {
        var isRead = TotpSecret.TryParseBase32(text, out var secret);

        Assert.False(isRead);
        Assert.Null(secret);
    }

    [Fact]
    public void A_key_of_fewer_than_sixteen_bytes_is_refused() =>
        Assert.Throws<ArgumentException>(() => TotpSecret.FromKey(new byte[TotpSecret.MinKeyLength - 1]));

    [Fact]
    public void A_new_key_has_twenty_random_bytes()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => TotpSecret.CreateRandom()).ToList();

        Assert.All(keys, key => Assert.Equal(20, key.Key.Length));
        Assert.Equal(100, keys.Select(key => key.ToBase32()).Distinct().Count());
    }

    [Fact]
    public void A_key_does_not_change_with_the_bytes_it_was_made_from()
    {
        var bytes = Key.ToArray();
        var secret = TotpSecret.FromKey(bytes);

        Array.Clear(bytes);

        Assert.Equal(Key, secret.Key.ToArray());
    }
}

using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Passwords;

namespace IdpMfa.Core.Tests.Passwords;

public sealed class PasswordPolicyTests
{
    private static readonly string[] OwnWords = ["alice", "alice@acme.test", "acme", "Acme Corporation", "IdpMfa"];

    [Theory]
    [InlineData(MfaEnforcement.Off, 15)]
    [InlineData(MfaEnforcement.Optional, 15)]
    [InlineData(MfaEnforcement.Enforced, 8)]
    public void Only_an_enforced_second_factor_allows_a_shorter_password(MfaEnforcement enforcement, int expected) =>
        Assert.Equal(expected, PasswordPolicy.MinLength(enforcement));

    [Theory]
    [InlineData("gx7 lantern mQ", 15)]
    [InlineData("hxq7Wm4", 8)]
    [InlineData("", 8)]
    public void A_short_password_is_refused_with_the_length_that_is_needed(string password, int minLength) =>
        Assert.Equal(new PasswordVerdict.TooShort(minLength), Evaluate(password, minLength));

    [Theory]
    [InlineData("purple lantern over the harbour")]
    [InlineData("correct horse battery")]
    [InlineData(
        "\u732b\u304c\u7a93\u8fba\u3067\u7720\u308b\u5348\u5f8c\u306e\u9759\u3051\u3055\u3088\u3002\u9065\u304b"
    )]
    [InlineData("               \u00a0~~ !!\t??")]
    public void Length_is_enough_whatever_it_is_made_of(string password) =>
        Assert.IsType<PasswordVerdict.Accepted>(Evaluate(password, 15));

    [Fact]
    public void Length_is_counted_in_code_points_after_composition()
    {
        var composed = string.Concat(Enumerable.Range(0, 14).Select(i => $"{(char)('a' + i)}\u0301"));
        Assert.IsType<PasswordVerdict.TooShort>(Evaluate(string.Concat(Enumerable.Repeat("e\u0301", 14)), 15));
        Assert.IsType<PasswordVerdict.TooShort>(Evaluate(string.Concat(Enumerable.Repeat("\U0001F511", 14)), 15));
        Assert.True(composed.Length > 15);
    }

    [Fact]
    public void At_most_256_characters_are_taken_and_longer_ones_are_said_to_be_too_long()
    {
        var words = string.Concat(Enumerable.Range(0, 100).Select(i => $"w{i} "));

        Assert.IsType<PasswordVerdict.Accepted>(Evaluate(words[..256], 15));
        Assert.Equal(new PasswordVerdict.TooLong(256), Evaluate(words[..257], 15));
        Assert.Equal(new PasswordVerdict.TooLong(256), Evaluate(new string('x', 1_000_000), 15));
    }

    [Theory]
    [InlineData("password")]
    [InlineData("Password123")]
    [InlineData("passwordpassword")]
    [InlineData("123456789012345")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("qwertyuiopasdfg")]
    [InlineData("iloveyou")]
    public void Common_ones_are_refused(string password) =>
        Assert.IsType<PasswordVerdict.Common>(Evaluate(password, 8));

    [Theory]
    [InlineData("alicealicealice")]
    [InlineData("alice@acme.test")]
    [InlineData("Acme Corporation 1")]
    [InlineData("idpmfaidpmfaidpmfa")]
    public void Names_of_the_user_the_tenant_and_the_product_are_refused(string password) =>
        Assert.IsType<PasswordVerdict.NamesOwner>(Evaluate(password, 8));

    [Fact]
    public void A_name_within_a_long_password_does_no_harm() =>
        Assert.IsType<PasswordVerdict.Accepted>(Evaluate("alice rows over the grey lake", 15));

    [Fact]
    public void A_lone_surrogate_is_no_reason_to_fail() =>
        Assert.IsType<PasswordVerdict.Accepted>(Evaluate("purple \uD800 lantern harbour", 15));

    private static PasswordVerdict Evaluate(string password, int minLength) =>
        PasswordPolicy.Evaluate(password, minLength, OwnWords);
}

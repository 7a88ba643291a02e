using System.Text;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.Totp;

public sealed class OtpauthUriTests
{
    private static readonly TotpSecret Secret = TotpSecret.FromKey(Encoding.ASCII.GetBytes("12345678901234567890"));

    [Fact]
    public void The_link_names_issuer_account_key_and_how_codes_are_made() =>
        Assert.Equal(
            "otpauth://totp/Acme:alice?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Acme&algorithm=SHA1&digits=6&period=30",
            OtpauthUri.Create(Secret, "Acme", "alice")
        );

    [Theory]
    [InlineData("Acme: Europe", "alice", "otpauth://totp/Acme%20Europe:alice?", "&issuer=Acme%20Europe&")]
    [InlineData(":Acme:", "alice", "otpauth://totp/Acme:alice?", "&issuer=Acme&")]
    [InlineData(
        "Acme & Söhne",
        "alice",
        "otpauth://totp/Acme%20%26%20S%C3%B6hne:alice?",
        "&issuer=Acme%20%26%20S%C3%B6hne&"
    )]
    [InlineData("A?secret=B", "alice", "otpauth://totp/A%3Fsecret%3DB:alice?", "&issuer=A%3Fsecret%3DB&")]
    [InlineData("Acme/x#y", "alice", "otpauth://totp/Acme%2Fx%23y:alice?", "&issuer=Acme%2Fx%23y&")]
    [InlineData("Acme", "a:b@c d", "otpauth://totp/Acme:a%3Ab%40c%20d?", "&issuer=Acme&")]
    [InlineData("Acme", "x?secret=AAAA", "otpauth://totp/Acme:x%3Fsecret%3DAAAA?", "&issuer=Acme&")]
    public void Names_are_escaped_and_the_issuer_loses_its_colons(
        string issuer,
        string account,
        string expectedLabel,
        string expectedIssuer
    )
    {
        var link = OtpauthUri.Create(Secret, issuer, account);

        Assert.StartsWith(expectedLabel, link, StringComparison.Ordinal);
        Assert.Contains(expectedIssuer, link, StringComparison.Ordinal);
    }

    [Fact]
    public void The_link_is_a_well_formed_address()
    {
        var link = OtpauthUri.Create(Secret, "Ünï & Co: \"x\"", "alice+tag@acme.test");

        Assert.True(Uri.TryCreate(link, UriKind.Absolute, out var uri));
        Assert.Equal("otpauth", uri.Scheme);
        Assert.Equal("totp", uri.Host);
    }
}

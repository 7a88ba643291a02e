using IdpMfa.Core.Addresses;

namespace IdpMfa.Core.Tests.Addresses;

public sealed class MailAddressTextTests
{
    [Theory]
    [InlineData("bob@acme.test", "bob@acme.test")]
    [InlineData("  bob+tag@sub.acme.test ", "bob+tag@sub.acme.test")]
    [InlineData("j\u00f6rg@m\u00fcnchen.test", "j\u00f6rg@m\u00fcnchen.test")]
    public void An_address_is_read_without_the_spaces_around_it(string typed, string expected) =>
        Assert.Equal(expected, MailAddressText.TryRead(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("bob")]
    [InlineData("bob@localhost")]
    [InlineData("@acme.test")]
    [InlineData("bob@")]
    [InlineData("a@b@acme.test")]
    [InlineData("Bob <bob@acme.test>")]
    [InlineData("bob@acme.test, eve@acme.test")]
    [InlineData("bob@acme.test\r\nBcc: eve@acme.test")]
    [InlineData("\"bob\"@acme.test")]
    public void Anything_else_is_none(string? typed) => Assert.Null(MailAddressText.TryRead(typed));

    [Fact]
    public void Longer_than_mail_servers_take_is_none() =>
        Assert.Null(MailAddressText.TryRead(new string('a', 250) + "@acme.test"));
}

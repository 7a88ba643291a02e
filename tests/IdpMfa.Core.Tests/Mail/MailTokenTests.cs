using IdpMfa.Core.Mail;

namespace IdpMfa.Core.Tests.Mail;

public sealed class MailTokenTests
{
    [Fact]
    public void A_token_reads_back_and_has_a_hash_for_each_purpose()
    {
        var token = MailToken.CreateRandom();

        var read = MailToken.TryParse(token.ToUrlString())!;

        Assert.Equal(token.Hash(MailKind.Unlock), read.Hash(MailKind.Unlock));
        Assert.NotEqual(token.Hash(MailKind.Unlock), token.Hash(MailKind.PasswordReset));
        Assert.NotEqual(token.ToUrlString(), MailToken.CreateRandom().ToUrlString());
        Assert.Equal("MailToken", token.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    public void Anything_else_is_no_token(string? text) => Assert.Null(MailToken.TryParse(text));

    [Fact]
    public void Retries_come_later_and_later_and_then_every_hour()
    {
        var waits = Enumerable.Range(1, 10).Select(MailRetry.WaitAfter).ToList();

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromSeconds(10), waits[0]);
        Assert.Equal(TimeSpan.FromHours(1), waits[^1]);
    }
}

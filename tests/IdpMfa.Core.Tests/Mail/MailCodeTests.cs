using IdpMfa.Core.Mail;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Mail;

public sealed class MailCodeTests
{
    private static readonly UserId Alice = UserId.From("alice");
    private static readonly Guid Scope = Guid.CreateVersion7();

    [Theory]
    [InlineData("12345678")]
    [InlineData(" 1234 5678\n")]
    [InlineData("1234-5678")]
    [InlineData("1234\u20135678")]
    [InlineData("\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17\uFF18")]
    public void Spaces_dashes_and_scripts_don_t_matter(string typed)
    {
        var stored = MailCode.TryParse("12345678")!.Hash(MailKind.EnrolmentCode, Alice, Scope);

        Assert.True(MailCode.TryParse(typed)!.Matches(stored, MailKind.EnrolmentCode, Alice, Scope));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234567")]
    [InlineData("123456789")]
    [InlineData("1234567a")]
    [InlineData("1234.5678")]
    [InlineData("\uD8001234567")]
    public void Anything_but_eight_digits_is_no_code(string? typed) => Assert.Null(MailCode.TryParse(typed));

    [Fact]
    public void Endless_input_is_not_read() => Assert.Null(MailCode.TryParse(new string(' ', 100) + "12345678"));

    [Fact]
    public void A_code_is_good_for_its_purpose_user_and_row_only()
    {
        var code = MailCode.CreateRandom();
        var stored = code.Hash(MailKind.EnrolmentCode, Alice, Scope);

        Assert.Equal(MailCode.HashLength, stored.Length);
        Assert.True(code.Matches(stored, MailKind.EnrolmentCode, Alice, Scope));
        Assert.False(code.Matches(stored, MailKind.ChangeAddressCode, Alice, Scope));
        Assert.False(code.Matches(stored, MailKind.EnrolmentCode, UserId.From("bob"), Scope));
        Assert.False(code.Matches(stored, MailKind.EnrolmentCode, Alice, Guid.CreateVersion7()));
        Assert.False(code.Matches([], MailKind.EnrolmentCode, Alice, Scope));
    }

    [Fact]
    public void A_code_reads_back_from_the_way_it_is_shown_and_is_never_printed()
    {
        var code = MailCode.CreateRandom();

        Assert.Matches(@"\A[0-9]{4} [0-9]{4}\z", code.ToDisplayString());
        Assert.Equal(code, MailCode.TryParse(code.ToDisplayString()));
        Assert.Equal("MailCode", code.ToString());
    }
}

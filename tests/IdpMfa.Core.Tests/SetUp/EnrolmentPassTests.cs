using IdpMfa.Core.SetUp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.SetUp;

public sealed class EnrolmentPassTests
{
    [Fact]
    public void A_pass_has_twelve_characters_in_groups_of_four() =>
        Assert.Matches(
            "^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$",
            EnrolmentPass.CreateRandom().ToDisplayString()
        );

    [Theory]
    [InlineData("0123-4567-89AB")]
    [InlineData(" 0123 4567 89ab\n")]
    [InlineData("oi23-4567-89AB")]
    [InlineData("0L234567 89AB")]
    public void It_is_read_as_people_type_it(string typed) =>
        Assert.Equal("0123-4567-89AB", EnrolmentPass.TryParse(typed)?.ToDisplayString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123-4567-89A")]
    [InlineData("0123-4567-89ABC")]
    [InlineData("0123-4567-89AU")]
    [InlineData("0123-4567-89A\u017f")]
    [InlineData("012345")]
    public void Anything_else_is_none(string? typed) => Assert.Null(EnrolmentPass.TryParse(typed));

    [Fact]
    public void Very_long_input_is_none() =>
        Assert.Null(EnrolmentPass.TryParse("0123-4567-89AB" + new string(' ', 100)));

    [Fact]
    public void It_prints_no_character_of_itself() =>
        Assert.Equal("EnrolmentPass", EnrolmentPass.TryParse("0123-4567-89AB")!.ToString());

    [Fact]
    public void Equal_passes_of_two_users_have_different_hashes()
    {
        var pass = EnrolmentPass.CreateRandom();

        Assert.NotEqual(
            EnrolmentPassHash.Compute(UserId.From("alice"), pass),
            EnrolmentPassHash.Compute(UserId.From("bob"), pass)
        );
    }
}

using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Users;

public sealed class UserIdTests
{
    [Fact]
    public void An_id_has_one_to_128_characters()
    {
        Assert.Equal(128, UserId.From(new string('x', 128)).Value.Length);
        Assert.Throws<ArgumentException>(() => UserId.From(""));
        Assert.Throws<ArgumentException>(() => UserId.From(new string('x', 129)));
    }

    [Fact]
    public void Ids_are_compared_with_their_case() => Assert.NotEqual(UserId.From("Alice"), UserId.From("alice"));

    [Fact]
    public void An_id_that_was_never_set_is_nobody() =>
        Assert.Throws<InvalidOperationException>(() => default(UserId).Value);
}

using System.Security.Cryptography;
using System.Text;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Recovery;

public sealed class RecoveryTokenHashTests
{
    private static readonly UserId Alice = UserId.From("alice");

    [Fact]
    public void A_hash_has_32_bytes_and_is_always_the_same()
    {
        var token = RecoveryToken.CreateRandom();

        var hash = RecoveryTokenHash.Compute(Alice, token);

        Assert.Equal(32, hash.Length);
        Assert.Equal(hash, RecoveryTokenHash.Compute(Alice, token));
    }

    [Fact]
    public void The_same_token_of_two_users_has_two_hashes()
    {
        var token = RecoveryToken.CreateRandom();

        Assert.NotEqual(RecoveryTokenHash.Compute(Alice, token), RecoveryTokenHash.Compute(UserId.From("bob"), token));
    }

    [Fact]
    public void Two_tokens_of_a_user_have_two_hashes() =>
        Assert.NotEqual(
            RecoveryTokenHash.Compute(Alice, RecoveryToken.CreateRandom()),
            RecoveryTokenHash.Compute(Alice, RecoveryToken.CreateRandom())
        );

    [Fact]
    public void The_hash_is_keyed_and_no_bare_digest_of_the_token()
    {
        var token = RecoveryToken.CreateRandom();

        var bare = SHA256.HashData(Encoding.ASCII.GetBytes(token.Canonical));

        Assert.NotEqual(bare, RecoveryTokenHash.Compute(Alice, token));
    }

    // Whoever changes the construction must give it a new version, or every stored token dies.
    [Fact]
    public void Version_1_stays_what_it_is()
    {
        Assert.True(RecoveryToken.TryParse("0123-4567-89AB-CDEF-GHJK-MNPV", out var token));

        var hash = RecoveryTokenHash.Compute(Alice, token!);

        Assert.Equal(1, RecoveryTokenHash.CurrentVersion);
        Assert.Equal(
            "f56b0339ac39011f7caf31704026a8d72dcd49067cd68b1da1cd0de938f7087f",
            Convert.ToHexStringLower(hash)
        );
    }
}

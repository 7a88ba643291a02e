using IdpMfa.Web.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IdpMfa.IntegrationTests.Identity;

public sealed class PasswordHashCostTests
{
    private const string Version2Hash = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMA==";

    [Theory]
    [InlineData(1, 99_999)]
    [InlineData(99_999, 1)]
    [InlineData(100_000, 0)]
    [InlineData(200_000, 0)]
    public void A_hash_lacks_what_it_has_less_iterations_than_ours(int iterations, int missing) =>
        Assert.Equal(missing, PasswordHashCost.FindMissing(Hash(iterations), 100_000));

    [Fact]
    public void Identitys_older_format_has_a_thousand() =>
        Assert.Equal(99_000, PasswordHashCost.FindMissing(Version2Hash, 100_000));

    [Theory]
    [InlineData("")]
    [InlineData("$2b$10$abcdefghijklmnopqrstuv")]
    [InlineData("AQAAAA==")]
    [InlineData("AgAAAAIAAYagAAAAEDOqmaDVL9kUFQAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void What_another_hasher_made_lacks_nothing_that_we_know_of(string hash) =>
        Assert.Equal(0, PasswordHashCost.FindMissing(hash, 100_000));

    private static string Hash(int iterations) =>
        new PasswordHasher<object>(
            Options.Create(new PasswordHasherOptions { IterationCount = iterations })
        ).HashPassword(new object(), "a password");
}

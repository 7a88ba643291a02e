using IdpMfa.Core.Recovery;

namespace IdpMfa.Core.Tests.Recovery;

public sealed class RecoveryTokenOptionsValidatorTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(16, true)]
    [InlineData(17, false)]
    [InlineData(-1, false)]
    public void One_to_sixteen_tokens_are_issued(int count, bool isValid)
    {
        var result = new RecoveryTokenOptionsValidator().Validate(null, new RecoveryTokenOptions { Count = count });

        Assert.Equal(isValid, result.Succeeded);
    }

    [Fact]
    public void The_problem_names_its_key()
    {
        var result = new RecoveryTokenOptionsValidator().Validate(null, new RecoveryTokenOptions { Count = 0 });

        Assert.Contains("IdpMfa:RecoveryTokens:Count", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_is_one_token() => Assert.Equal(1, new RecoveryTokenOptions().Count);
}

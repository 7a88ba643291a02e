using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Recovery;

internal sealed class RecoveryTokenOptionsValidator : IValidateOptions<RecoveryTokenOptions>
{
    public ValidateOptionsResult Validate(string? name, RecoveryTokenOptions options) =>
        options.Count is >= 1 and <= RecoveryTokenOptions.MaxCount
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"IdpMfa:RecoveryTokens:Count must be between 1 and {RecoveryTokenOptions.MaxCount}."
            );
}

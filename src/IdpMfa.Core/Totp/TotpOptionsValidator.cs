using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Totp;

internal sealed class TotpOptionsValidator : IValidateOptions<TotpOptions>
{
    public ValidateOptionsResult Validate(string? name, TotpOptions options) =>
        options.DriftSteps is 0 or 1
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("IdpMfa:Totp:DriftSteps must be 0 or 1.");
}

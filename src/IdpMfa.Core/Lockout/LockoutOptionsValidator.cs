using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Lockout;

internal sealed class LockoutOptionsValidator : IValidateOptions<LockoutOptions>
{
    public ValidateOptionsResult Validate(string? name, LockoutOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();

        if (options.MaxFailedAttempts is < 1 or > 100)
        {
            problems.AddError("IdpMfa:Lockout:MaxFailedAttempts must be between 1 and 100.");
        }

        if (options.FactorFailureCap is < 1 or > 100)
        {
            problems.AddError("IdpMfa:Lockout:FactorFailureCap must be between 1 and 100 (NIST SP 800-63B-4 3.2.2).");
        }

        return problems.Build();
    }
}

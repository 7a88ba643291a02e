using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Audit;

internal sealed class AuditOptionsValidator : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options) =>
        options.Retention >= TimeSpan.FromDays(1) && options.Retention <= TimeSpan.FromDays(36_525)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("IdpMfa:Audit:Retention must be between 1.00:00:00 and 36525.00:00:00.");
}

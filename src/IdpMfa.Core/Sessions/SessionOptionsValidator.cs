using Microsoft.Extensions.Options;

namespace IdpMfa.Core.Sessions;

internal sealed class SessionOptionsValidator : IValidateOptions<SessionOptions>
{
    public ValidateOptionsResult Validate(string? name, SessionOptions options)
    {
        var problems = new ValidateOptionsResultBuilder();

        if (options.Lifetime < TimeSpan.FromMinutes(5) || options.Lifetime > TimeSpan.FromDays(30))
        {
            problems.AddError("IdpMfa:Session:Lifetime must be between 00:05:00 and 30.00:00:00.");
        }

        if (options.IdleTimeout < TimeSpan.FromMinutes(1) || options.IdleTimeout > options.Lifetime)
        {
            problems.AddError("IdpMfa:Session:IdleTimeout must be between 00:01:00 and IdpMfa:Session:Lifetime.");
        }

        if (options.FreshFor < TimeSpan.FromMinutes(1) || options.FreshFor > options.Lifetime)
        {
            problems.AddError("IdpMfa:Session:FreshFor must be between 00:01:00 and IdpMfa:Session:Lifetime.");
        }

        return problems.Build();
    }
}

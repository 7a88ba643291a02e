using IdpMfa.Core;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Totp;
using Microsoft.Extensions.Options;
using SessionOptions = IdpMfa.Core.Sessions.SessionOptions;

namespace IdpMfa.Server.Configuration;

/// <summary>Asks Core's own validators, so that the limits are written down once.</summary>
internal static class CoreRules
{
    public static IReadOnlyList<string> FindProblems(
        LockoutOptions lockout,
        TotpOptions totp,
        RecoveryTokenOptions tokens,
        SessionOptions session,
        AuditOptions audit
    )
    {
        using var core = new ServiceCollection().AddIdpMfaCore().BuildServiceProvider();
        return
        [
            .. FindProblems(core, lockout),
            .. FindProblems(core, totp),
            .. FindProblems(core, tokens),
            .. FindProblems(core, session),
            .. FindProblems(core, audit),
        ];
    }

    private static IEnumerable<string> FindProblems<TOptions>(IServiceProvider core, TOptions options)
        where TOptions : class =>
        core.GetServices<IValidateOptions<TOptions>>()
            .Select(validator => validator.Validate(Options.DefaultName, options))
            .SelectMany(result => result.Failures ?? []);
}

using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Pages.Mfa;

/// <summary>Decides how a session gets to set-up: changing a factor needs a recent sign-in.</summary>
internal sealed class SetUpEntrance(ISignInFactsStore facts, IOptions<SessionOptions> options, TimeProvider clock)
{
    public async Task<SetUpEntry> FindAsync(SignInEvidence session, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await facts.FindAsync(session.Subject, session.TenantId, ct) is not { HasFactor: true })
        {
            return SessionPolicy.IsFresh(session, options.Value.FreshFor, now)
                ? SetUpEntry.First
                : SetUpEntry.SignInFirst;
        }

        if (session.SecondFactor == SecondFactorKind.None)
        {
            return SetUpEntry.CodeFirst;
        }

        return FactorChangePolicy.Evaluate(session, options.Value.FreshFor, now) switch
        {
            FactorChangeAccess.Allowed => SetUpEntry.Again,
            FactorChangeAccess.PasswordNeeded => SetUpEntry.PasswordFirst,
            _ => SetUpEntry.SignInFirst,
        };
    }
}

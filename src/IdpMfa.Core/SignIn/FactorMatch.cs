using IdpMfa.Core.Totp;

namespace IdpMfa.Core.SignIn;

/// <summary>Whether a typed value is right for one of the user's factors; nothing is consumed yet.</summary>
public abstract record FactorMatch
{
    private FactorMatch() { }

    /// <param name="Kind">Which kind of factor.</param>
    /// <param name="FactorId">The credential or recovery token.</param>
    /// <param name="Step">For an authenticator's code, the time step it is right for.</param>
    public sealed record Right(SecondFactorKind Kind, Guid FactorId, long Step) : FactorMatch
    {
        public string AuditReason =>
            Kind == SecondFactorKind.Totp ? Audit.AuditReason.Totp : Audit.AuditReason.Recovery;

        public string ReplayReason =>
            Kind == SecondFactorKind.Totp ? Audit.AuditReason.ReplayedCode : Audit.AuditReason.UsedRecoveryToken;
    }

    /// <summary>An authenticator's code of another time: refused, but the user can be told what is wrong with the phone's clock.</summary>
    public sealed record OffClock(Guid FactorId, long Step, ClockDrift Drift) : FactorMatch;

    public sealed record Wrong(string Reason) : FactorMatch;
}

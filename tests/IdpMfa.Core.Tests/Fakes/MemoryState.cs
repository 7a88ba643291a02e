using System.Collections.Immutable;
using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Leases;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Fakes;

/// <summary>All tables at one moment. Immutable, so that a rollback is an assignment.</summary>
internal sealed record MemoryState
{
    public ImmutableDictionary<UserId, AttemptRow> Attempts { get; init; } =
        ImmutableDictionary<UserId, AttemptRow>.Empty;

    public ImmutableDictionary<Guid, CredentialRow> Credentials { get; init; } =
        ImmutableDictionary<Guid, CredentialRow>.Empty;

    public ImmutableDictionary<(Guid FactorId, long Step), DateTimeOffset> SpentSteps { get; init; } =
        ImmutableDictionary<(Guid FactorId, long Step), DateTimeOffset>.Empty;

    public ImmutableDictionary<Guid, TokenRow> Tokens { get; init; } = ImmutableDictionary<Guid, TokenRow>.Empty;

    public ImmutableDictionary<Guid, PendingRow> Pending { get; init; } = ImmutableDictionary<Guid, PendingRow>.Empty;

    public ImmutableDictionary<Guid, StoredEnrolmentPass> EnrolmentPasses { get; init; } =
        ImmutableDictionary<Guid, StoredEnrolmentPass>.Empty;

    public ImmutableDictionary<Guid, StoredAdminRecovery> Recoveries { get; init; } =
        ImmutableDictionary<Guid, StoredAdminRecovery>.Empty;

    public KeyCanary? Canary { get; init; }

    public ImmutableDictionary<Guid, SessionRow> Sessions { get; init; } = ImmutableDictionary<Guid, SessionRow>.Empty;

    public ImmutableDictionary<string, InteractionRow> Interactions { get; init; } =
        ImmutableDictionary.Create<string, InteractionRow>(StringComparer.Ordinal);

    public ImmutableDictionary<string, Tenant> Tenants { get; init; } =
        ImmutableDictionary.Create<string, Tenant>(StringComparer.Ordinal);

    public ImmutableDictionary<string, Lease> Leases { get; init; } =
        ImmutableDictionary.Create<string, Lease>(StringComparer.Ordinal);

    public ImmutableList<AuditEvent> Audit { get; init; } = [];

    public ImmutableList<OutboxMail> Mails { get; init; } = [];

    public ImmutableDictionary<Guid, MailLinkRow> Links { get; init; } = ImmutableDictionary<Guid, MailLinkRow>.Empty;

    public ImmutableList<MailRequest> MailRequests { get; init; } = [];

    public ImmutableDictionary<(UserId User, string Hash), KnownBrowser> Browsers { get; init; } =
        ImmutableDictionary<(UserId User, string Hash), KnownBrowser>.Empty;

    public ImmutableDictionary<(UserId User, MailKind Kind), AllowanceRow> Allowances { get; init; } =
        ImmutableDictionary<(UserId User, MailKind Kind), AllowanceRow>.Empty;
}

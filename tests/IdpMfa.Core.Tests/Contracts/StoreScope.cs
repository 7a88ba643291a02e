using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Leases;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.Core.Tests.Contracts;

/// <summary>The ports of one scope.</summary>
public sealed class StoreScope(AsyncServiceScope scope) : IAsyncDisposable
{
    public IUnitOfWork UnitOfWork => scope.ServiceProvider.GetRequiredService<IUnitOfWork>();

    public IAttemptStore Attempts => scope.ServiceProvider.GetRequiredService<IAttemptStore>();

    public ITotpCredentialStore Credentials => scope.ServiceProvider.GetRequiredService<ITotpCredentialStore>();

    public IRecoveryTokenStore Tokens => scope.ServiceProvider.GetRequiredService<IRecoveryTokenStore>();

    public IPendingSignInStore Pending => scope.ServiceProvider.GetRequiredService<IPendingSignInStore>();

    public IEnrolmentPassStore EnrolmentPasses => scope.ServiceProvider.GetRequiredService<IEnrolmentPassStore>();

    public ISessionStore Sessions => scope.ServiceProvider.GetRequiredService<ISessionStore>();

    public IInteractionStore Interactions => scope.ServiceProvider.GetRequiredService<IInteractionStore>();

    public IAuditLog Audit => scope.ServiceProvider.GetRequiredService<IAuditLog>();

    public IAuditReader AuditReader => scope.ServiceProvider.GetRequiredService<IAuditReader>();

    public IAdminRecoveryStore AdminRecoveries => scope.ServiceProvider.GetRequiredService<IAdminRecoveryStore>();

    public IKeyCanaryStore Canaries => scope.ServiceProvider.GetRequiredService<IKeyCanaryStore>();

    public IUserSecurityStore UserStates => scope.ServiceProvider.GetRequiredService<IUserSecurityStore>();

    public ITenantStore Tenants => scope.ServiceProvider.GetRequiredService<ITenantStore>();

    public IMailAllowanceStore MailAllowances => scope.ServiceProvider.GetRequiredService<IMailAllowanceStore>();

    public IMailLinkStore MailLinks => scope.ServiceProvider.GetRequiredService<IMailLinkStore>();

    public IMailRequestStore MailRequests => scope.ServiceProvider.GetRequiredService<IMailRequestStore>();

    public IMailOutbox Outbox => scope.ServiceProvider.GetRequiredService<IMailOutbox>();

    public IDueMails DueMails => scope.ServiceProvider.GetRequiredService<IDueMails>();

    public ILeaseStore Leases => scope.ServiceProvider.GetRequiredService<ILeaseStore>();

    public IKnownBrowserStore Browsers => scope.ServiceProvider.GetRequiredService<IKnownBrowserStore>();

    public ValueTask DisposeAsync() => scope.DisposeAsync();
}

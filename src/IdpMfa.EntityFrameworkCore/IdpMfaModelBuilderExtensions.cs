using IdpMfa.EntityFrameworkCore.Configurations;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.EntityFrameworkCore;

/// <summary>Puts the product's tables into a host's model.</summary>
public static class IdpMfaModelBuilderExtensions
{
    public static ModelBuilder UseIdpMfa(this ModelBuilder modelBuilder) =>
        modelBuilder
            .ApplyConfiguration(new TenantConfiguration())
            .ApplyConfiguration(new SignInStateConfiguration())
            .ApplyConfiguration(new TotpCredentialConfiguration())
            .ApplyConfiguration(new SpentStepConfiguration())
            .ApplyConfiguration(new StoredRecoveryTokenConfiguration())
            .ApplyConfiguration(new InteractionConfiguration())
            .ApplyConfiguration(new PendingSignInConfiguration())
            .ApplyConfiguration(new StoredEnrolmentPassConfiguration())
            .ApplyConfiguration(new StoredAdminRecoveryConfiguration())
            .ApplyConfiguration(new KeyCanaryConfiguration())
            .ApplyConfiguration(new SessionConfiguration())
            .ApplyConfiguration(new AuditEventConfiguration())
            .ApplyConfiguration(new OutboxMailConfiguration())
            .ApplyConfiguration(new MailAllowanceConfiguration())
            .ApplyConfiguration(new MailLinkConfiguration())
            .ApplyConfiguration(new MailRequestConfiguration())
            .ApplyConfiguration(new KnownBrowserConfiguration())
            .ApplyConfiguration(new LeaseConfiguration());
}

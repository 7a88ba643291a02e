using IdpMfa.Core.Addresses;
using IdpMfa.Core.Administration;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Passwords;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IdpMfa.Core;

/// <summary>Registers the decisions. Stores, users, engine and secret protector are ports that the host's other packages fill.</summary>
public static class CoreServices
{
    /// <summary>Safe to call twice.</summary>
    public static IServiceCollection AddIdpMfaCore(this IServiceCollection services)
    {
        services.AddOptions<TotpOptions>().ValidateOnStart();
        services.AddOptions<LockoutOptions>().ValidateOnStart();
        services.AddOptions<RecoveryTokenOptions>().ValidateOnStart();
        services.AddOptions<SessionOptions>().ValidateOnStart();
        services.AddOptions<AuditOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TotpOptions>, TotpOptionsValidator>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<LockoutOptions>, LockoutOptionsValidator>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<RecoveryTokenOptions>, RecoveryTokenOptionsValidator>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<SessionOptions>, SessionOptionsValidator>()
        );
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddScoped<RequestOrigin>();
        services.TryAddScoped<UserNotices>();
        services.TryAddScoped<MailLimit>();
        services.TryAddScoped<MailLinks>();
        services.TryAddScoped<MailRequests>();
        services.TryAddScoped<MailSender>();
        services.TryAddScoped<MailedUnlock>();
        services.TryAddScoped<PasswordRules>();
        services.TryAddScoped<PasswordReset>();
        services.TryAddScoped<PasswordChange>();
        services.TryAddScoped<AddressChange>();
        services.TryAddScoped<AddressConfirmation>();
        services.TryAddScoped<KnownBrowsers>();
        services.TryAddScoped<SensitiveChange>();
        services.TryAddScoped<LockoutGuard>();
        services.TryAddScoped<SessionStarter>();
        services.TryAddScoped<SecondFactorVerifier>();
        services.TryAddScoped<RecoveryTokenIssuer>();
        services.TryAddScoped<PasswordStep>();
        services.TryAddScoped<SecondFactorStep>();
        services.TryAddScoped<StepUp>();
        services.TryAddScoped<SetUpSubjectFinder>();
        services.TryAddScoped<SetUpKey>();
        services.TryAddScoped<SetUpRepeat>();
        services.TryAddScoped<SetUpStep>();
        services.TryAddScoped<SetUpPutOff>();
        services.TryAddScoped<EnrolmentProofStep>();
        services.TryAddScoped<MfaDisabling>();
        services.TryAddScoped<EnrolmentPasses>();
        services.TryAddScoped<SignOut>();
        services.TryAddScoped<AdminGuard>();
        services.TryAddScoped<UserFinder>();
        services.TryAddScoped<MfaAdministration>();
        services.TryAddScoped<UserAdministration>();
        services.TryAddScoped<PolicyAdministration>();
        services.TryAddScoped<PolicyPreview>();
        services.TryAddScoped<AdminRecovery>();
        services.TryAddScoped<AuditRetention>();
        services.TryAddScoped<KeyRingCheck>();
        services.TryAddScoped<IAuthenticationAuthority, AuthenticationAuthority>();
        return services;
    }
}

using IdpMfa.Core.Mail;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Mail;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IdpMfa.Server.Hosting;

/// <summary>The way that mails go: by SMTP, or into a folder while no host is set.</summary>
internal static class MailServices
{
    public static IServiceCollection AddMailTransport(this IServiceCollection services, ServerOptions options)
    {
        services.TryAddSingleton<MimeMessages>();
        if (options.Smtp.Host is null)
        {
            services.TryAddSingleton<IMailTransport, PickupTransport>();
        }
        else
        {
            services.TryAddSingleton<IMailTransport, SmtpTransport>();
        }

        return services;
    }
}

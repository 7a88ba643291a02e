using System.Globalization;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Users;
using IdpMfa.Web.Resources;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Mail;

/// <summary>Puts mails into the words of <see cref="MailWords"/>. Links begin with the issuer, whatever a request said.</summary>
internal sealed class MailRenderer(
    IUserDirectory users,
    ITenantStore tenants,
    IOptions<WebOptions> web,
    IStringLocalizer<MailWords> words
) : IMailRenderer
{
    public async Task<RenderedMail?> RenderAsync(OutboxMail mail, string? secret, CancellationToken ct)
    {
        if (await users.FindAsync(mail.UserId, ct) is not { } user)
        {
            return null;
        }

        var facts = new MailFacts(
            OneLine(user.UserName),
            OneLine((await tenants.FindAsync(mail.TenantId, ct))?.Name ?? mail.TenantId),
            $"{mail.QueuedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC",
            OneLine(mail.Detail ?? ""),
            secret is null ? null : LinkOf(mail.Kind, secret),
            UrlOf("/account/forgot-password"),
            UrlOf("/profile")
        );
        return new MailBody(words, mail.Kind, facts).Render();
    }

    /// <summary>The address that carries the token; a code is shown as it is.</summary>
    private string LinkOf(MailKind kind, string secret) =>
        kind switch
        {
            MailKind.Unlock => UrlOf($"/account/unlock?token={secret}"),
            MailKind.PasswordReset => UrlOf($"/account/reset-password?token={secret}"),
            MailKind.ConfirmAddress => UrlOf($"/account/confirm-email?token={secret}"),
            _ => secret,
        };

    private string UrlOf(string path)
    {
        var issuer = web.Value.Issuer ?? throw new InvalidOperationException("Mails need the issuer.");
        return $"{issuer.GetLeftPart(UriPartial.Authority)}{issuer.AbsolutePath.TrimEnd('/')}{path}";
    }

    /// <summary>Names come from people: none of them may begin a line of its own.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}

namespace IdpMfa.Web.Mail;

/// <summary>What the words of a mail have gaps for.</summary>
/// <param name="UserName">Whose account it is about.</param>
/// <param name="TenantName">Which company's.</param>
/// <param name="At">When it happened, as text.</param>
/// <param name="Detail">One more word.</param>
/// <param name="Secret">The link's address or the code.</param>
/// <param name="ResetUrl">Where a new password can be asked for.</param>
/// <param name="ProfileUrl">The user's own pages.</param>
internal sealed record MailFacts(
    string UserName,
    string TenantName,
    string At,
    string Detail,
    string? Secret,
    string ResetUrl,
    string ProfileUrl
)
{
    public override string ToString() => nameof(MailFacts);
}

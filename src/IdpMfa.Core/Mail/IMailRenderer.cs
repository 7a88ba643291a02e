namespace IdpMfa.Core.Mail;

/// <summary>Puts a mail into words.</summary>
public interface IMailRenderer
{
    /// <param name="mail">What to tell, and to whom.</param>
    /// <param name="secret">The token of its link, or its code, in clear.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where the user is gone.</returns>
    Task<RenderedMail?> RenderAsync(OutboxMail mail, string? secret, CancellationToken ct);
}

namespace IdpMfa.Core.Mail;

/// <summary>A mail on its way out.</summary>
/// <param name="Id">Names it in its Message-ID: the same at a second sending.</param>
/// <param name="To">The address.</param>
/// <param name="Content">Subject and body.</param>
public sealed record OutgoingMail(Guid Id, string To, RenderedMail Content)
{
    public override string ToString() => nameof(OutgoingMail);
}

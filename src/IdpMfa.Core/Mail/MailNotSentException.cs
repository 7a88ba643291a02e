namespace IdpMfa.Core.Mail;

/// <summary>A mail was not taken. The message is for the log: it names no address and no content.</summary>
public sealed class MailNotSentException(string message, Exception? inner = null) : Exception(message, inner);

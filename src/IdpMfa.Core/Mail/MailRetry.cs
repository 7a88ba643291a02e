namespace IdpMfa.Core.Mail;

/// <summary>When a mail that could not be sent is tried again. It is never given up while what it carries is good.</summary>
public static class MailRetry
{
    private static readonly TimeSpan[] _waits =
    [
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
    ];

    /// <param name="attempts">How often it was tried; at least once.</param>
    public static TimeSpan WaitAfter(int attempts) => _waits[Math.Clamp(attempts - 1, 0, _waits.Length - 1)];
}

namespace IdpMfa.Core.Sessions;

/// <summary>How long a browser stays signed in.</summary>
public sealed class SessionOptions
{
    /// <summary>From sign-in to the end, whatever happens. Default 12 hours, 5 minutes to 30 days.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Without a request to us. Default 1 hour; at most the lifetime. A session resting on a recovery token has none.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How recent a sign-in must be to change a factor, mail or password, and to reset others. Default 10 minutes.</summary>
    public TimeSpan FreshFor { get; set; } = TimeSpan.FromMinutes(10);
}

namespace IdpMfa.Core.SignIn;

/// <summary>
/// An authorization request that waits while its user is on our pages. The pages see its key only and never parse an
/// engine's request.
/// </summary>
public sealed class Interaction
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Opaque; 128 random bits in hex.</summary>
    public required string Key { get; init; }

    public required string ClientId { get; init; }

    public string? TenantId { get; init; }

    /// <summary>The request in the adapter's own form.</summary>
    public required string Request { get; init; }

    /// <summary>The adapter's local path that takes the request up again, with the key in <c>i</c>.</summary>
    public required string ReturnPath { get; init; }

    public string ReturnUrl => $"{ReturnPath}?i={Key}";

    /// <summary>Sent by POST from another site: no session cookie came with it, so nobody has been asked for anything yet.</summary>
    public bool IsPosted { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Answered, and not as recently as a double click takes: nothing waits for its user any more.</summary>
    public bool IsAnswered(DateTimeOffset now) => CompletedAt is { } at && now - at >= DoubleClick.Window;
}

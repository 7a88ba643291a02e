using System.Security.Cryptography;
using System.Text.Json;
using IdpMfa.Core.SignIn;
using OpenIddict.Abstractions;

namespace IdpMfa.OpenIddict.Authorization;

/// <summary>Stores a request of the protocol while its user is on our pages, and finds it again by an opaque key.</summary>
internal sealed class InteractionKeeper(IInteractionStore interactions, TimeProvider clock)
{
    /// <summary>The parameter that brings a stored request back.</summary>
    public const string KeyParameter = "i";

    /// <summary>Anybody can send requests: what is stored for them is small.</summary>
    private const int MaxRequestLength = 8 * 1024;

    /// <returns>The key, or null where the request is too large to be stored.</returns>
    public async Task<string?> StoreAsync(
        OpenIddictRequest request,
        string returnPath,
        bool isPosted,
        CancellationToken ct
    )
    {
        var text = JsonSerializer.Serialize(request);
        if (text.Length > MaxRequestLength)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var interaction = new Interaction
        {
            Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            ClientId = request.ClientId ?? "",
            TenantId = SignInRequestReader.FindTenant(request),
            Request = text,
            ReturnPath = returnPath,
            IsPosted = isPosted,
            CreatedAt = now,
            ExpiresAt = now + Interaction.Lifetime,
        };
        await interactions.AddAsync(interaction, ct);
        return interaction.Key;
    }

    /// <param name="key">What the address carries.</param>
    /// <param name="returnPath">The endpoint that asks: a request goes back to the one that stored it and to no other.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Interaction?> FindAsync(string key, string returnPath, CancellationToken ct) =>
        await interactions.FindAsync(key, clock.GetUtcNow(), ct) is { } found
        && string.Equals(found.ReturnPath, returnPath, StringComparison.Ordinal)
            ? found
            : null;

    public static OpenIddictRequest Read(Interaction interaction) =>
        JsonSerializer.Deserialize<OpenIddictRequest>(interaction.Request)
        ?? throw new InvalidOperationException("The stored request is empty.");
}

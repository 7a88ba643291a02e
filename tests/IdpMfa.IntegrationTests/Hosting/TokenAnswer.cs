using System.Net;
using System.Text.Json;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>What the token endpoint says.</summary>
internal sealed record TokenAnswer(HttpStatusCode Status, JsonElement Json)
{
    public string? Error => Find("error");

    public string AccessToken =>
        Find("access_token") ?? throw new InvalidOperationException($"No access token: {Json}");

    public string IdToken => Find("id_token") ?? throw new InvalidOperationException($"No id token: {Json}");

    public string RefreshToken =>
        Find("refresh_token") ?? throw new InvalidOperationException($"No refresh token: {Json}");

    public bool HasTokens => Find("access_token") is not null;

    private string? Find(string name) => Json.TryGetProperty(name, out var value) ? value.GetString() : null;
}

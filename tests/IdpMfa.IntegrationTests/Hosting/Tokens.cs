using System.Text.Json;
using Jose;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>Reads tokens with a library that is not the engine's.</summary>
internal static class Tokens
{
    /// <summary>Verifies a token's signature against the published keys and reads its claims.</summary>
    public static async Task<JsonElement> VerifyAsync(IdpHost host, string token)
    {
        var keys = JwkSet.FromJson(await host.CreateClient().GetStringAsync("/.well-known/jwks"), new JsonMapper());
        var kid = (string)JWT.Headers(token)["kid"];
        var key = keys.Keys.Single(candidate => candidate.KeyId == kid);
        return JsonDocument.Parse(JWT.Decode(token, key.RsaKey(), JwsAlgorithm.RS256)).RootElement;
    }

    public static string[] Amr(this JsonElement claims) =>
        [.. claims.GetProperty("amr").EnumerateArray().Select(value => value.GetString()!)];

    public static string? Text(this JsonElement claims, string name) => claims.GetProperty(name).GetString();
}

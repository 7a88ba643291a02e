using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>An application that uses the identity provider: authorization code with PKCE.</summary>
internal sealed class RelyingParty(Func<HttpClient> createClient, string clientId = "web")
{
    public RelyingParty(IdpHost host, string clientId = "web")
        : this(host.CreateClient, clientId) { }

    public string Scope { get; init; } = "openid profile email offline_access api";

    public string AuthorizePath { get; init; } = "/connect/authorize";

    public const string RedirectUri = "https://app.example.test/callback";
    public const string PostLogoutRedirectUri = "https://app.example.test/signed-out";

    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string State { get; } = "state-of-the-application";

    public static string SecretOf(string clientId) => $"{clientId}-secret-0123456789abcdef";

    public string AuthorizeUrl(params (string Name, string? Value)[] parameters)
    {
        var query = HttpUtility.ParseQueryString("");
        query["client_id"] = clientId;
        query["response_type"] = "code";
        query["redirect_uri"] = RedirectUri;
        query["scope"] = Scope;
        query["state"] = State;
        query["nonce"] = "nonce-of-the-application";
        query["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        query["code_challenge_method"] = "S256";
        foreach (var (name, value) in parameters)
        {
            query[name] = value;
        }

        return $"{AuthorizePath}?{query}";
    }

    public Task<TokenAnswer> RedeemAsync(Page callback) => RedeemAsync(callback.Parameter("code") ?? "");

    public Task<TokenAnswer> RedeemAsync(string code, string? verifier = null) =>
        PostAsync(
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", RedirectUri),
            ("code_verifier", verifier ?? Verifier)
        );

    public Task<TokenAnswer> RefreshAsync(string refreshToken) =>
        PostAsync(("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    public async Task<JsonElement> GetUserInfoAsync(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await createClient().SendAsync(request);
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    public async Task<System.Net.HttpStatusCode> GetUserInfoStatusAsync(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await createClient().SendAsync(request);
        return response.StatusCode;
    }

    public async Task<TokenAnswer> PostAsync(params (string Name, string Value)[] parameters)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = new FormUrlEncodedContent(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))),
        };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{clientId}:{SecretOf(clientId)}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        using var response = await createClient().SendAsync(request);
        var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        return new TokenAnswer(response.StatusCode, json);
    }
}

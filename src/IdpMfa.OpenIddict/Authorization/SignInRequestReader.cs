using System.Globalization;
using IdpMfa.Core.SignIn;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.OpenIddict.Authorization;

/// <summary>Puts an authorization request into the authority's words.</summary>
internal static class SignInRequestReader
{
    private const string TenantPrefix = "tenant:";
    private const string SelectAccount = "select_account";

    public static SignInRequest Read(OpenIddictRequest request, CurrentAuthorization current)
    {
        if (!EssentialAcr.TryRead(request, out var essentialAcr))
        {
            throw new InvalidOperationException("Malformed claims are refused before anybody reads them.");
        }

        return new SignInRequest
        {
            ClientId = request.ClientId ?? "",
            TenantId = FindTenant(request),
            MustBeSilent = request.HasPromptValue(PromptValues.None),
            // There is one account a session: choosing another one means signing in.
            MustReauthenticate = request.HasPromptValue(PromptValues.Login) || request.HasPromptValue(SelectAccount),
            MaxAge = FindMaxAge(request),
            ExpectedSubject = current.ExpectedSubject,
            EssentialAcr = essentialAcr,
            Interaction = current.Interaction,
        };
    }

    /// <summary><c>acr_values=tenant:ID</c>; no level of authentication.</summary>
    public static string? FindTenant(OpenIddictRequest request) =>
        request
            .GetAcrValues()
            .Where(value => value.StartsWith(TenantPrefix, StringComparison.Ordinal))
            .Select(value => value[TenantPrefix.Length..])
            .FirstOrDefault();

    /// <summary>Whether max_age is absent or a number of seconds (OpenID Connect Core §3.1.2.1).</summary>
    public static bool IsMaxAgeValid(OpenIddictRequest request) =>
        (string?)request["max_age"] is not { } text || TryParseSeconds(text, out _);

    private static TimeSpan? FindMaxAge(OpenIddictRequest request) =>
        (string?)request["max_age"] is { } text && TryParseSeconds(text, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static bool TryParseSeconds(string text, out int seconds) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
}

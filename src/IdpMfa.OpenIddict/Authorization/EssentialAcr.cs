using System.Text.Json;
using IdpMfa.Core.SignIn;
using OpenIddict.Abstractions;

namespace IdpMfa.OpenIddict.Authorization;

/// <summary>Reads what the <c>claims</c> parameter demands of acr (OpenID Connect Core §5.5.1.1).</summary>
internal static class EssentialAcr
{
    private static readonly string[] Places = ["id_token", "userinfo"];

    /// <param name="request">The request.</param>
    /// <param name="names">The names that would do, empty where any does; null where nothing is demanded.</param>
    /// <returns>False where the parameter is malformed.</returns>
    public static bool TryRead(OpenIddictRequest request, out List<string>? names)
    {
        names = null;
        if ((string?)request["claims"] is not { } text)
        {
            return true;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            foreach (var place in Places)
            {
                if (ReadPlace(json.RootElement, place) is { } wanted)
                {
                    names = names is null ? wanted : Both(names, wanted);
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false; // not JSON, or a member of another kind than the standard says
        }
    }

    private static List<string>? ReadPlace(JsonElement claims, string place)
    {
        if (
            FindObject(claims, place) is not { } members
            || FindObject(members, "acr") is not { } acr
            || !acr.TryGetProperty("essential", out var essential)
            || !essential.GetBoolean()
        )
        {
            return null;
        }

        var names = new List<string>();
        if (acr.TryGetProperty("value", out var value))
        {
            names.Add(ReadText(value));
        }

        if (acr.TryGetProperty("values", out var values))
        {
            names.AddRange(values.EnumerateArray().Select(ReadText));
        }

        return names;
    }

    /// <exception cref="InvalidOperationException">It is there and no object.</exception>
    private static JsonElement? FindObject(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var found) || found.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return found.ValueKind == JsonValueKind.Object
            ? found
            : throw new InvalidOperationException($"{name} is no object.");
    }

    private static string ReadText(JsonElement value) =>
        value.GetString() ?? throw new InvalidOperationException("A name of a level is null.");

    /// <summary>Both places are answered alike: what one of them doesn't take is no answer. Empty stands for any.</summary>
    private static List<string> Both(List<string> one, List<string> other)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return one.Count == 0 ? other : one;
        }

        var common = one.Intersect(other, StringComparer.Ordinal).ToList();
        return common.Count > 0 ? common : [SignInRequest.NoLevel];
    }
}

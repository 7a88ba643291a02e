namespace IdpMfa.Server.Provisioning.Reading;

/// <summary>Reads addresses that browsers are sent to. They are compared character by character later, so nothing is mended here.</summary>
internal static class UriReader
{
    // A browser would run or open these instead of going to the application.
    private static readonly string[] _refusedSchemes =
    [
        "javascript",
        "data",
        "vbscript",
        "file",
        "about",
        "blob",
        "filesystem",
        "view-source",
    ];

    public static IReadOnlyList<Uri> ReadRedirects(JsonObjectReader reader, string member)
    {
        var uris = new List<Uri>();
        foreach (var (path, text) in reader.Texts(member) ?? [])
        {
            if (FindProblem(text, out var uri) is { } problem)
            {
                reader.RefuseAt(path, problem);
            }
            else if (!uris.Any(other => other.OriginalString == text))
            {
                uris.Add(uri!);
            }
        }

        return uris;
    }

    public static Uri? ReadBackchannel(JsonObjectReader reader, string member)
    {
        if (reader.Text(member) is not { } text)
        {
            return null;
        }

        var problem = FindProblem(text, out var uri);
        if (problem is null && !IsWeb(uri!))
        {
            problem = "is not an http or https URL";
        }

        if (problem is not null)
        {
            reader.Refuse(member, problem);
        }

        return uri;
    }

    private static string? FindProblem(string text, out Uri? uri)
    {
        if (text.Contains('*', StringComparison.Ordinal))
        {
            uri = null;
            return "has a wildcard; write each address out";
        }

        // RFC 6749 §3.1.2: absolute and without fragment.
        if (
            text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out uri)
            || !text.StartsWith(uri.Scheme + ":", StringComparison.OrdinalIgnoreCase)
        )
        {
            uri = null;
            return "is not an absolute URI; write it with its scheme, for example https://app.example.com/callback";
        }

        if (_refusedSchemes.Contains(uri.Scheme))
        {
            return $"has the scheme {uri.Scheme}, which leads to no application";
        }

        if (
            IsWeb(uri)
            && (uri.Host.Length == 0 || !text.StartsWith(uri.Scheme + "://", StringComparison.OrdinalIgnoreCase))
        )
        {
            return "has no host";
        }

        if (uri.UserInfo.Length > 0)
        {
            return "has a user name or password in it";
        }

        return text.Contains('#', StringComparison.Ordinal) ? "has a fragment (#…); leave it out" : null;
    }

    private static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps;
}

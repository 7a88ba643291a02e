using System.Text.Json;
using IdpMfa.Server.Configuration;

namespace IdpMfa.Server.Provisioning.Reading;

/// <summary>
/// Reads the members of one JSON object and notes what is wrong with them. <c>null</c> counts as a member that is not there.
/// </summary>
internal sealed class JsonObjectReader
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];
    private readonly ICollection<ProvisioningProblem> _problems;

    private JsonObjectReader(JsonElement element, string path, ICollection<ProvisioningProblem> problems)
    {
        Path = path;
        _problems = problems;
        foreach (var member in element.EnumerateObject())
        {
            if (!_members.TryAdd(member.Name, member.Value))
            {
                Refuse(member.Name, "is written twice; keep one");
            }
        }
    }

    public string Path { get; }

    public static JsonObjectReader? TryCreate(
        JsonElement element,
        string path,
        ICollection<ProvisioningProblem> problems
    )
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return new JsonObjectReader(element, path, problems);
        }

        problems.Add(new ProvisioningProblem(path, "is not an object; write { … }"));
        return null;
    }

    public string PathOf(string member) => $"{Path}.{member}";

    public void Refuse(string member, string reason) => _problems.Add(new ProvisioningProblem(PathOf(member), reason));

    public void RefuseAt(string path, string reason) => _problems.Add(new ProvisioningProblem(path, reason));

    public bool Has(string member) => Find(member) is not null;

    /// <summary>The text of a member, or null where it is missing or no text.</summary>
    public string? Text(string member) => Find(member) is { } element ? TextOf(element, PathOf(member)) : null;

    /// <summary>As <see cref="Text"/>, and null is a problem that has been noted.</summary>
    public string? RequiredText(string member)
    {
        if (!Has(member))
        {
            Refuse(member, "is missing");
        }

        return Text(member);
    }

    public bool Flag(string member, bool fallback)
    {
        if (Find(member) is not { } element)
        {
            return fallback;
        }

        if (element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return element.GetBoolean();
        }

        Refuse(member, "must be true or false, without quotes");
        return fallback;
    }

    /// <summary>The texts of an array, each with its path; null where the member is missing.</summary>
    public IReadOnlyList<(string Path, string Text)>? Texts(string member)
    {
        if (Find(member) is null)
        {
            return null;
        }

        var texts = new List<(string, string)>();
        foreach (var (path, element) in Elements(member))
        {
            if (TextOf(element, path) is { } text)
            {
                texts.Add((path, text));
            }
        }

        return texts;
    }

    /// <summary>Reads the objects of an array; empty where the member is missing.</summary>
    public IReadOnlyList<T> Objects<T>(string member, Func<JsonObjectReader, T> read)
    {
        Find(member);
        var objects = new List<T>();
        foreach (var (path, element) in Elements(member))
        {
            if (TryCreate(element, path, _problems) is { } reader)
            {
                objects.Add(read(reader));
                reader.RefuseUnknown();
            }
        }

        return objects;
    }

    /// <summary>Reads the object of a member, which ends with the refusal of members that were not asked for.</summary>
    public T? Object<T>(string member, Func<JsonObjectReader, T> read)
        where T : class
    {
        if (Find(member) is not { } element || TryCreate(element, PathOf(member), _problems) is not { } reader)
        {
            return null;
        }

        var value = read(reader);
        reader.RefuseUnknown();
        return value;
    }

    /// <summary>Refuses every member that nothing asked for.</summary>
    public void RefuseUnknown()
    {
        foreach (var member in _members.Keys.Except(_known))
        {
            Refuse(member, "is not a known member" + NearestName.Suggestion(member, _known));
        }
    }

    private JsonElement? Find(string member)
    {
        if (!_known.Contains(member))
        {
            _known.Add(member);
        }

        return _members.TryGetValue(member, out var element) && element.ValueKind != JsonValueKind.Null
            ? element
            : null;
    }

    private IEnumerable<(string Path, JsonElement Element)> Elements(string member)
    {
        if (Find(member) is not { } array)
        {
            return [];
        }

        if (array.ValueKind == JsonValueKind.Array)
        {
            return array.EnumerateArray().Select((element, index) => ($"{PathOf(member)}[{index}]", element));
        }

        Refuse(member, "is not a list; write [ … ]");
        return [];
    }

    private string? TextOf(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            RefuseAt(path, "is not a text; write it in quotes");
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair.
            RefuseAt(path, "is not valid Unicode");
            return null;
        }
    }
}

using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning.Reading;

internal static class ScopeReader
{
    private const int MaxLength = 200;

    public static ProvisionedScope Read(JsonObjectReader reader)
    {
        var name = reader.RequiredText("name");
        if (name is not null && (!TextRules.IsToken(name) || name.Length > MaxLength))
        {
            reader.Refuse(
                "name",
                $"is empty, longer than {MaxLength} characters, or has spaces, quotes or characters beyond ASCII"
            );
        }

        if (name is not null && ScopeNames.BuiltIn.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            reader.Refuse("name", $"'{name}' is built in; leave it out, clients may list it all the same");
        }

        var displayName = reader.Text("displayName");
        reader.CheckWords("displayName", displayName);
        return new ProvisionedScope
        {
            Path = reader.Path,
            Name = name ?? "",
            DisplayName = displayName,
            Resources = ReadResources(reader),
        };
    }

    private static List<string> ReadResources(JsonObjectReader reader)
    {
        var written = reader.Texts("resources") ?? [];
        foreach (var (path, _) in written.Where(entry => !TextRules.IsToken(entry.Text)))
        {
            reader.RefuseAt(path, "is empty or has spaces, quotes or other characters that no token can carry");
        }

        return [.. written.Select(entry => entry.Text).Distinct()];
    }
}

namespace IdpMfa.Server.Configuration;

/// <summary>Finds keys below <c>IdpMfa</c> that mean nothing: a mistyped key must not pass for a setting.</summary>
internal static class UnknownKeys
{
    public static IEnumerable<string> Find(IConfiguration configuration) =>
        Leaves(configuration.GetSection(ConfigurationKeys.Root))
            .Where(leaf => !IsKnown(leaf))
            .Select(leaf => Describe(leaf.Path));

    private static IEnumerable<IConfigurationSection> Leaves(IConfigurationSection parent)
    {
        foreach (var section in parent.GetChildren())
        {
            var isLeaf = true;
            foreach (var leaf in Leaves(section))
            {
                isLeaf = false;
                yield return leaf;
            }

            if (isLeaf || section.Value is { Length: > 0 })
            {
                yield return section;
            }
        }
    }

    private static bool IsKnown(IConfigurationSection leaf) =>
        ConfigurationKeys.All.Contains(leaf.Path, StringComparer.OrdinalIgnoreCase)
        || IsBelow(ConfigurationKeys.Acr, leaf.Path)
        || (IsBelow(ConfigurationKeys.TrustedProxies, leaf.Path) && int.TryParse(leaf.Key, out _))
        || (string.IsNullOrEmpty(leaf.Value) && IsSection(leaf.Path));

    private static bool IsSection(string path) =>
        string.Equals(path, ConfigurationKeys.Acr, StringComparison.OrdinalIgnoreCase)
        || ConfigurationKeys.All.Any(key => IsBelow(path, key));

    private static bool IsBelow(string section, string path) =>
        path.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase);

    private static string Describe(string path)
    {
        if (ConfigurationKeys.All.FirstOrDefault(key => IsBelow(path, key)) is { } first)
        {
            return $"{path} is a section and takes no value; write for example {first}";
        }

        var sameName = ConfigurationKeys.All.Where(key =>
            LastPart(key).Equals(LastPart(path), StringComparison.OrdinalIgnoreCase)
        );
        var meant = NearestName.Find(path, ConfigurationKeys.All) ?? sameName.FirstOrDefault();
        return meant is null
            ? $"{path} is not a known key; remove it"
            : $"{path} is not a known key; did you mean {meant}?";
    }

    private static string LastPart(string path) => path[(path.LastIndexOf(':') + 1)..];
}

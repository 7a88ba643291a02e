using IdpMfa.Server.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace IdpMfa.IntegrationTests.Configuration;

/// <summary>Reads a configuration made of pairs, in production unless told otherwise.</summary>
internal static class ConfigurationSource
{
    public const string Issuer = "https://login.example.com";

    public static ServerConfiguration Read(params (string Key, string? Value)[] settings) =>
        ReadIn(Environments.Production, [(ConfigurationKeys.Issuer, Issuer), .. settings]);

    public static ServerConfiguration ReadInDevelopment(params (string Key, string? Value)[] settings) =>
        ReadIn(Environments.Development, settings);

    public static ServerConfiguration ReadIn(
        string environment,
        (string Key, string? Value)[] settings,
        bool isServing = true
    ) => ServerConfiguration.Read(Build(settings), new NamedEnvironment(environment), isServing);

    /// <summary>The problems of a configuration that is otherwise fine.</summary>
    public static IReadOnlyList<string> FindProblems(params (string Key, string? Value)[] settings) =>
        Assert.Throws<InvalidConfigurationException>(() => Read(settings)).Problems;

    public static IConfiguration Build((string Key, string? Value)[] settings)
    {
        // A later pair wins, as with any configuration.
        var pairs = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings)
        {
            pairs[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
    }

    private sealed class NamedEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "IdpMfa.Server";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>How a test wants its server.</summary>
internal sealed class IdpHostSettings
{
    public string Issuer { get; init; } = "http://127.0.0.1:5000";

    public object Provisioning { get; init; } = People.Provisioning();

    /// <summary>Further configuration, as on the command line.</summary>
    public string[] Configuration { get; init; } = [];

    public Action<WebApplicationBuilder>? Customise { get; init; }

    // The key ring looks at the real clock, so the tests' begins there.
    public FakeTimeProvider Clock { get; init; } = new(TimeProvider.System.GetUtcNow());

    public StatementLog Statements { get; } = new();

    public CollectedLog Log { get; } = new();
}

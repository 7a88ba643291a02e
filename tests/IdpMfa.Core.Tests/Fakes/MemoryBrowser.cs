using IdpMfa.Core.Sessions;

namespace IdpMfa.Core.Tests.Fakes;

/// <summary>The browser that all requests of a test come from, until it is changed.</summary>
internal sealed class MemoryBrowser : ICurrentBrowser
{
    public string? Id { get; set; } = "the only browser";

    public string? GetId() => Id;
}

namespace IdpMfa.BrowserTests.Situations;

/// <summary>One server and one mail server for all situations.</summary>
[CollectionDefinition(nameof(SharedServers))]
public sealed class SharedServers : ICollectionFixture<MailedQuickstart>;

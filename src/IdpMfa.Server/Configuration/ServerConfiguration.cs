using System.Security.Cryptography.X509Certificates;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Totp;
using SessionOptions = IdpMfa.Core.Sessions.SessionOptions;

namespace IdpMfa.Server.Configuration;

/// <summary>The whole configuration of the server, read and found usable.</summary>
internal sealed class ServerConfiguration
{
    public required ServerOptions Server { get; init; }

    public required LockoutOptions Lockout { get; init; }

    public required TotpOptions Totp { get; init; }

    public required RecoveryTokenOptions RecoveryTokens { get; init; }

    public required SessionOptions Session { get; init; }

    public required AuditOptions Audit { get; init; }

    public required DatabaseTarget Database { get; init; }

    /// <summary>What encrypts the key ring at rest, with its private key; null where none is set.</summary>
    public required X509Certificate2? KeyCertificate { get; init; }

    /// <summary>What is accepted but not enforced or served yet, and what lowers security; for the log at start.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Reads and checks everything.</summary>
    /// <param name="configuration">The host's configuration, with <c>urls</c>.</param>
    /// <param name="environment">Development alone permits an issuer taken from <c>urls</c>.</param>
    /// <param name="isServing">
    /// False for verbs that work beside running nodes: they need no issuer and don't look at the provisioning file.
    /// </param>
    /// <exception cref="InvalidConfigurationException">Names every problem.</exception>
    public static ServerConfiguration Read(
        IConfiguration configuration,
        IHostEnvironment environment,
        bool isServing = true
    ) => new ServerConfigurationReader(configuration, environment, isServing).Read();
}

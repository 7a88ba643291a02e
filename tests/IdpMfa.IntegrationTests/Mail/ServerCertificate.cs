using System.Security.Cryptography.X509Certificates;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Mail;

/// <summary>A mail server's certificate, as files.</summary>
internal sealed class ServerCertificate : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("idpmfa-tls-").FullName;

    public ServerCertificate()
    {
        using var certificate = Certificates.Create();
        using var key = certificate.GetRSAPrivateKey()!;
        File.WriteAllText(CertificatePath, certificate.ExportCertificatePem());
        File.WriteAllText(KeyPath, key.ExportPkcs8PrivateKeyPem());
    }

    public string CertificatePath => Path.Combine(_folder, "certificate.pem");

    private string KeyPath => Path.Combine(_folder, "key.pem");

    public SmtpSettings Settings(string mode) =>
        new()
        {
            Mode = mode,
            CertificatePath = CertificatePath,
            KeyPath = KeyPath,
        };

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

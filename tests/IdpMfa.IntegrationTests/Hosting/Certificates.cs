using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>Certificates that nobody has vouched for.</summary>
internal static class Certificates
{
    /// <summary>A new key and its certificate, good for servers on this machine; the system's clock is what TLS goes by.</summary>
    public static X509Certificate2 Create()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    public static void WritePfx(string path, string password)
    {
        using var certificate = Create();
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12, password));
    }
}

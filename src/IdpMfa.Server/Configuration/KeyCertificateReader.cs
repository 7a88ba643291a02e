using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IdpMfa.Server.Configuration.Sections;

namespace IdpMfa.Server.Configuration;

/// <summary>Opens the certificate that encrypts the key ring, so that a wrong password is noticed at start.</summary>
internal static class KeyCertificateReader
{
    public static X509Certificate2? Read(SettingReader settings, KeyOptions keys, ICollection<string> problems)
    {
        keys.CertificatePassword = settings.Text(ConfigurationKeys.KeyCertificatePassword);
        if (settings.Text(ConfigurationKeys.KeyCertificatePath) is not { } path)
        {
            if (keys.CertificatePassword is not null)
            {
                problems.Add(
                    $"{ConfigurationKeys.KeyCertificatePassword} is set without {ConfigurationKeys.KeyCertificatePath}; write the path too"
                );
            }

            return null;
        }

        keys.CertificatePath = Path.GetFullPath(path);
        if (!File.Exists(keys.CertificatePath))
        {
            problems.Add($"{ConfigurationKeys.KeyCertificatePath}: there is no file {keys.CertificatePath}");
            return null;
        }

        return Open(keys, problems);
    }

    private static X509Certificate2? Open(KeyOptions keys, ICollection<string> problems)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(keys.CertificatePath!, keys.CertificatePassword);
            using var key = certificate.GetRSAPrivateKey();
            if (key is not null)
            {
                return certificate;
            }

            certificate.Dispose();
            problems.Add(
                $"{ConfigurationKeys.KeyCertificatePath}: {keys.CertificatePath} has no private RSA key; write a PKCS#12 file with one"
            );
        }
        catch (CryptographicException)
        {
            problems.Add(
                $"{ConfigurationKeys.KeyCertificatePath}: {keys.CertificatePath} does not open; write a PKCS#12 file "
                    + $"and its password in {ConfigurationKeys.KeyCertificatePassword}"
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{ConfigurationKeys.KeyCertificatePath}: {keys.CertificatePath} can't be read");
        }

        return null;
    }
}

using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.Server.Configuration;

namespace IdpMfa.IntegrationTests.Configuration;

public sealed class KeyCertificate : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"idpmfa-{Guid.CreateVersion7():N}.pfx");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void It_is_opened_with_its_password_and_has_its_private_key()
    {
        Write("right");

        var configuration = ConfigurationSource.Read(
            (ConfigurationKeys.KeyCertificatePath, _path),
            (ConfigurationKeys.KeyCertificatePassword, "right")
        );

        Assert.True(configuration.KeyCertificate!.HasPrivateKey);
        Assert.Empty(configuration.Warnings);
    }

    [Fact]
    public void A_wrong_password_is_noticed_at_start_and_not_repeated()
    {
        Write("right");

        var problems = ConfigurationSource.FindProblems(
            (ConfigurationKeys.KeyCertificatePath, _path),
            (ConfigurationKeys.KeyCertificatePassword, "hush-hush")
        );

        Assert.Contains("does not open", Assert.Single(problems), StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_it_the_start_warns()
    {
        var configuration = ConfigurationSource.Read();

        Assert.Null(configuration.KeyCertificate);
        Assert.StartsWith(
            ConfigurationKeys.KeyCertificatePath,
            Assert.Single(configuration.Warnings),
            StringComparison.Ordinal
        );
    }

    private void Write(string password) => Certificates.WritePfx(_path, password);
}

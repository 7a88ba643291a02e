using System.Text;
using IdpMfa.Server.Provisioning;
using IdpMfa.Server.Provisioning.Entries;
using IdpMfa.Server.Provisioning.Reading;
using IdpMfa.Web.Identity;

namespace IdpMfa.IntegrationTests.Provisioning;

/// <summary>Reads provisioning files written as text.</summary>
internal static class FileReading
{
    public const string TotpSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    public const string RecoveryToken = "0123-4567-89AB-CDEF-GHJK-MNPV";

    public static ProvisioningFile Read(string json, KnownNames? known = null) =>
        Assert.IsType<ProvisioningReading.Usable>(Reading(json, known)).File;

    public static IReadOnlyList<string> FindProblems(string json, KnownNames? known = null) =>
        [
            .. Assert
                .IsType<ProvisioningReading.Refused>(Reading(json, known))
                .Problems.Select(problem => problem.ToString()),
        ];

    /// <summary>A file with one tenant and one user, whose members are given.</summary>
    public static string WithUser(string members) =>
        $$"""{"tenants":[{"id":"acme","name":"Acme"}],"users":[{"tenant":"acme","userName":"alice",{{members}}}]}""";

    public static string WithTenant(string members) => $$"""{"tenants":[{"id":"acme","name":"Acme",{{members}}}]}""";

    public static string WithClient(string members) => $$"""{"clients":[{"clientId":"web",{{members}}}]}""";

    private static ProvisioningReading Reading(string json, KnownNames? known) =>
        ProvisioningReader.Read(Encoding.UTF8.GetBytes(json), known ?? KnownNames.None, new UnicodeLookupNormalizer());
}

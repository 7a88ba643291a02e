using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;
using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning.Reading;

internal static class TenantReader
{
    public const string DefaultTheme = "default";

    public const int MaxThemeLength = 64;

    public static ProvisionedTenant Read(JsonObjectReader reader)
    {
        var id = reader.RequiredText("id");
        reader.CheckId("id", id, Tenant.MaxIdLength);
        var name = reader.RequiredText("name");
        reader.CheckWords("name", name);
        var theme = reader.Text("theme") ?? DefaultTheme;
        reader.CheckId("theme", theme, MaxThemeLength);
        var mfa = reader.Object("mfa", ReadPolicy) ?? Policy.Default;

        return new ProvisionedTenant
        {
            Path = reader.Path,
            Id = id ?? "",
            Name = name ?? "",
            Theme = theme,
            HasPolicy = reader.Has("mfa"),
            Enforcement = mfa.Enforcement,
            GracePeriod = mfa.GracePeriod,
            EnrolmentProof = mfa.EnrolmentProof,
            MinimumAcr = mfa.MinimumAcr,
            RecoverySatisfiesMfa = mfa.RecoverySatisfiesMfa,
        };
    }

    private static Policy ReadPolicy(JsonObjectReader reader) =>
        new(
            reader.Choice("enforcement", Policy.Default.Enforcement),
            reader.Duration("gracePeriod"),
            reader.Choice("enrolmentProof", Policy.Default.EnrolmentProof),
            reader.Acr("minimumAcr"),
            reader.Flag("recoverySatisfiesMfa", Policy.Default.RecoverySatisfiesMfa)
        );

    private sealed record Policy(
        MfaEnforcement Enforcement,
        TimeSpan GracePeriod,
        EnrolmentProof EnrolmentProof,
        AcrLevel? MinimumAcr,
        bool RecoverySatisfiesMfa
    )
    {
        public static Policy Default { get; } =
            new(MfaEnforcement.Optional, TimeSpan.Zero, EnrolmentProof.Email, null, true);
    }
}

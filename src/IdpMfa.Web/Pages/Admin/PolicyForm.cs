using System.Globalization;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>The policy as the form has it. A field that was not sent leaves its part of the policy as it is.</summary>
public sealed class PolicyForm
{
    /// <summary><c>off</c>, <c>optional</c> or <c>enforced</c>.</summary>
    public string? Enforcement { get; set; }

    /// <summary>Days, or <c>d.hh:mm:ss</c>.</summary>
    public string? GracePeriod { get; set; }

    /// <summary><c>email</c> or <c>none</c>.</summary>
    public string? EnrolmentProof { get; set; }

    /// <summary><c>none</c>, or the name of a level.</summary>
    public string? MinimumAcr { get; set; }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public string? RecoverySatisfiesMfa { get; set; }

    internal static PolicyForm Of(TenantPolicy policy) =>
        new()
        {
            Enforcement = Lower(policy.Enforcement),
            GracePeriod = Format(policy.GracePeriod),
            EnrolmentProof = Lower(policy.EnrolmentProof),
            MinimumAcr = policy.MinimumAcr is { } level ? AcrNames.Of(level) : "none",
            RecoverySatisfiesMfa = policy.RecoverySatisfiesMfa ? "true" : "false",
        };

    /// <returns>The policy, or the name of the field that can't be read.</returns>
    internal (TenantPolicy? Policy, string? BadField) Read(TenantPolicy current)
    {
        if (!TryEnum(Enforcement, current.Enforcement, out var enforcement))
        {
            return (null, nameof(Enforcement));
        }

        var grace = GracePeriod is null ? current.GracePeriod : ParseGrace(GracePeriod);
        if (grace is not { } gracePeriod || gracePeriod > TenantPolicy.MaxGracePeriod)
        {
            return (null, nameof(GracePeriod));
        }

        if (!TryEnum(EnrolmentProof, current.EnrolmentProof, out var proof))
        {
            return (null, nameof(EnrolmentProof));
        }

        if (!TryMinimum(current.MinimumAcr, out var minimum))
        {
            return (null, nameof(MinimumAcr));
        }

        if (RecoverySatisfiesMfa is not (null or "true" or "false"))
        {
            return (null, nameof(RecoverySatisfiesMfa));
        }

        var policy = new TenantPolicy
        {
            Enforcement = enforcement,
            GracePeriod = gracePeriod,
            EnrolmentProof = proof,
            MinimumAcr = minimum,
            RecoverySatisfiesMfa = RecoverySatisfiesMfa is null
                ? current.RecoverySatisfiesMfa
                : RecoverySatisfiesMfa == "true",
        };
        return (policy, null);
    }

    /// <summary>Only what this version can satisfy, or what is set already.</summary>
    private bool TryMinimum(AcrLevel? current, out AcrLevel? minimum)
    {
        minimum = MinimumAcr switch
        {
            null => current,
            "none" => null,
            AcrNames.Mfa => AcrLevel.Mfa,
            _ => current,
        };
        return MinimumAcr is null or "none" or AcrNames.Mfa
            || (current is { } level && MinimumAcr == AcrNames.Of(level));
    }

    private static bool TryEnum<T>(string? text, T current, out T value)
        where T : struct, Enum
    {
        value = current;
        return text is null || (text.All(char.IsAsciiLetterLower) && Enum.TryParse(text, ignoreCase: true, out value));
    }

    private static TimeSpan? ParseGrace(string text)
    {
        var typed = text.Trim();
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var days))
        {
            return days <= TenantPolicy.MaxGracePeriod.Days ? TimeSpan.FromDays(days) : null;
        }

        return TimeSpan.TryParseExact(
            typed,
            [@"hh\:mm\:ss", @"d\.hh\:mm\:ss"],
            CultureInfo.InvariantCulture,
            out var exact
        )
            ? exact
            : null;
    }

    private static string Format(TimeSpan period) =>
        period == TimeSpan.FromDays(period.Days)
            ? period.Days.ToString(CultureInfo.InvariantCulture)
            : period.ToString("c", CultureInfo.InvariantCulture);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

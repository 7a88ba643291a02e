namespace IdpMfa.Core.Enforcement;

/// <summary>The names under which levels go into tokens and come in requests.</summary>
public static class AcrNames
{
    public const string Password = "urn:idpmfa:acr:pwd";
    public const string Recovery = "urn:idpmfa:acr:recovery";
    public const string Mfa = "urn:idpmfa:acr:mfa";

    /// <summary>OpenID Connect EAP ACR Values 1.0 §2.</summary>
    public const string PhishingResistant = "phr";

    public static string Of(AcrLevel level) =>
        level switch
        {
            AcrLevel.Password => Password,
            AcrLevel.Recovery => Recovery,
            AcrLevel.Mfa => Mfa,
            AcrLevel.PhishingResistant => PhishingResistant,
            _ => throw new ArgumentOutOfRangeException(nameof(level)),
        };

    public static AcrLevel? Find(string name) =>
        name switch
        {
            Password => AcrLevel.Password,
            Recovery => AcrLevel.Recovery,
            Mfa => AcrLevel.Mfa,
            PhishingResistant => AcrLevel.PhishingResistant,
            _ => null,
        };
}

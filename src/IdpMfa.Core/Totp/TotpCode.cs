namespace IdpMfa.Core.Totp;

/// <summary>Six ASCII digits that somebody typed; whether they are right is another matter.</summary>
public sealed record TotpCode
{
    internal TotpCode(string sixDigits) => Value = sixDigits;

    internal string Value { get; }

    public override string ToString() => nameof(TotpCode);
}

using IdpMfa.Core.Recovery;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests;

/// <summary>A user of a test, with what that user knows and holds.</summary>
internal sealed record Person(UserAccount Account, string Password, TimeProvider Clock)
{
    public UserId Id => Account.Id;

    /// <summary>The key in the phone; null before set-up.</summary>
    public TotpSecret? Secret { get; init; }

    public Guid CredentialId { get; init; }

    public IReadOnlyList<RecoveryToken> Tokens { get; init; } = [];

    public string Code() => CodeAt(0);

    /// <summary>The code that the phone showed or will show, in steps of 30 seconds from now.</summary>
    public string CodeAt(int steps) => TotpAlgorithm.CodeAt(Secret!, TotpAlgorithm.StepAt(Clock.GetUtcNow()) + steps);

    /// <summary>Six digits that are right in no window near now.</summary>
    public string WrongCode() =>
        Enumerable
            .Range(0, 100)
            .Select(number => number.ToString("D6", System.Globalization.CultureInfo.InvariantCulture))
            .First(code => Enumerable.Range(-3, 7).All(steps => CodeAt(steps) != code));

    public string RecoveryToken(int number = 0) => Tokens[number].ToDisplayString();
}

using IdpMfa.Core.Enforcement;

namespace IdpMfa.Core.SignIn;

/// <summary>What to do with an authorization request.</summary>
public abstract record SignInDecision
{
    private SignInDecision() { }

    public sealed record Proceed(SignInEvidence Evidence, AcrLevel Level) : SignInDecision;

    /// <summary>Show a page first; <paramref name="LocalPath"/> is one of <see cref="SignInPaths"/>.</summary>
    public sealed record Interact(string LocalPath) : SignInDecision;

    public sealed record Refuse(SignInError Error) : SignInDecision;
}

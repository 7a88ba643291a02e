using IdpMfa.Core.Totp;

namespace Quickstart.DemoPhone;

/// <summary>One line of an authenticator app.</summary>
internal sealed record PhoneAccount(string Name, TotpSecret Secret);

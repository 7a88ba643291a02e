using System.Text;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.SignIn;

/// <summary>Whatever lands in a log by accident prints a name, never what it holds.</summary>
public sealed class NoSecretIsPrintedTests
{
    private const string Token = "0123-4567-89AB-CDEF-GHJK-MNPV";

    [Fact]
    public void Codes_print_their_kind()
    {
        Assert.Equal("Totp", MfaCode.Parse("123456").ToString());
        Assert.Equal("Recovery", MfaCode.Parse(Token).ToString());
        Assert.Equal("TotpCode", new TotpCode("123456").ToString());
        Assert.DoesNotContain("hunter2", MfaCode.Parse("hunter2").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Attempts_print_nothing_that_was_typed()
    {
        var password = new PasswordAttempt
        {
            LoginName = "alice",
            Password = "hunter2",
            ReturnUrl = "/?code_challenge=abc",
        };
        var code = new SecondFactorAttempt { PendingId = Guid.CreateVersion7(), Code = MfaCode.Parse("123456") };

        Assert.Equal("PasswordAttempt", password.ToString());
        Assert.DoesNotContain("123456", code.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_and_tokens_print_their_types_name()
    {
        Assert.True(RecoveryToken.TryParse(Token, out var token));
        var prepared = new PreparedRecoveryTokens([token!], DateTimeOffset.UnixEpoch);

        Assert.Equal("TotpSecret", TotpSecret.FromKey(Encoding.ASCII.GetBytes("12345678901234567890")).ToString());
        Assert.Equal("ProtectedSecret", new ProtectedSecret("cipher").ToString());
        Assert.Equal("RecoveryToken", token!.ToString());
        Assert.DoesNotContain("MNPV", prepared.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("MNPV", new RecoveryTokenIssue.Issued([token]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_set_up_offer_prints_no_key()
    {
        await using var core = new CoreFixture();
        core.Enforce();
        var offer = await core.OfferAsync(await core.BeginSetUpAsync(core.AddUser("alice")));

        var printed = offer.ToString();

        Assert.DoesNotContain(offer.Secret.ToBase32(), printed, StringComparison.Ordinal);
    }
}

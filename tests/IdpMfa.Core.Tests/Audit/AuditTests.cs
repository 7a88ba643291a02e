using System.Reflection;
using System.Text.Json;
using IdpMfa.Core.Audit;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.Totp;

namespace IdpMfa.Core.Tests.Audit;

public sealed class AuditTests
{
    [Fact]
    public async Task Nothing_that_was_typed_or_shown_is_in_the_audit()
    {
        await using var core = new CoreFixture();
        core.Enforce();
        var alice = core.AddUser("alice");
        await core.GivePasswordAsync("alice", "my wrong password");
        await core.GivePasswordAsync("mistyped name", alice.Password);
        var offer = await core.OfferAsync(await core.BeginSetUpAsync(alice));
        await core.ConfirmAsync(offer, "wrong set-up code");
        var setUpCode = core.CodeOf(offer);
        var confirmed = Assert.IsType<SetUpOutcome.Confirmed>(await core.ConfirmAsync(offer, setUpCode));
        core.Clock.Advance(TotpAlgorithm.StepLength);
        var pending = await core.BeginAsync(alice);
        await core.GiveCodeAsync(pending, "wrong code");
        await core.GiveCodeAsync(pending, confirmed.Tokens[0].ToDisplayString());

        var written = JsonSerializer.Serialize(core.Audit);

        Assert.All(
            (string[])
                [
                    "my wrong password",
                    "mistyped name",
                    "wrong set-up code",
                    "wrong code",
                    alice.Password,
                    offer.Secret.ToBase32(),
                    confirmed.Tokens[0].ToDisplayString(),
                    confirmed.Tokens[0].Canonical,
                    confirmed.Session.Key,
                ],
            secret => Assert.DoesNotContain(secret, written, StringComparison.OrdinalIgnoreCase)
        );
        Assert.DoesNotContain($"\"{setUpCode}\"", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(AuditCode))]
    [InlineData(typeof(AuditReason))]
    public void Codes_are_unique_and_in_snake_case(Type codes)
    {
        var values = codes
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .ToList();

        Assert.All(values, value => Assert.Matches("^[a-z]+(_[a-z]+)*$", value));
        Assert.Equal(values.Count, values.Distinct(StringComparer.Ordinal).Count());
    }
}

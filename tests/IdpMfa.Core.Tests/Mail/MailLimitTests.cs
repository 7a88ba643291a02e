using IdpMfa.Core.Mail;

namespace IdpMfa.Core.Tests.Mail;

public sealed class MailLimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_mails_of_a_kind_are_allowed_in_any_hour()
    {
        await using var core = new CoreFixture();
        var alice = core.AddUser("alice");

        Assert.Equal(3, (await CoreFixture.AtOnceAsync(20, _ => TakeAsync(core, alice))).Count(isAllowed => isAllowed));

        core.Clock.Advance(MailLimit.Window - TimeSpan.FromSeconds(1));
        Assert.False(await TakeAsync(core, alice));

        core.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await TakeAsync(core, alice));
    }

    private static Task<bool> TakeAsync(CoreFixture core, Person person) =>
        core.AskAsync<MailLimit, bool>(limit => limit.TryTakeAsync(person.Id, MailKind.Unlock, Ct));
}

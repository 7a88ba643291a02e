using IdpMfa.Core.Mail;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class MailAllowanceStoreContract : StoreContract
{
    private static readonly DateTimeOffset HourAgo = Now.AddHours(-1);

    [Fact]
    public async Task Nothing_is_taken_before_there_is_a_row()
    {
        var user = await Stores.AddUserAsync();

        Assert.False(await TakeAsync(user, Now));
        Assert.True(await EnsureAsync(user));
        Assert.False(await EnsureAsync(user));
        Assert.True(await TakeAsync(user, Now));
    }

    [Fact]
    public async Task Of_many_simultaneous_mails_three_are_allowed()
    {
        var user = await Stores.AddUserAsync();
        await EnsureAsync(user);

        Assert.Equal(
            3,
            await Stores.CountSuccessesAtOnceAsync(
                Requests,
                scope => scope.MailAllowances.TryTakeAsync(user, MailKind.Unlock, HourAgo, Now, Ct)
            )
        );
    }

    [Fact]
    public async Task Many_simultaneous_makings_of_a_row_leave_one()
    {
        var user = await Stores.AddUserAsync();

        await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.MailAllowances.EnsureExistsAsync(user, MailKind.Unlock, Ct)
        );

        Assert.True(await TakeAsync(user, Now));
    }

    [Fact]
    public async Task The_window_slides_with_each_mail()
    {
        var user = await Stores.AddUserAsync();
        await EnsureAsync(user);
        Assert.True(await TakeAsync(user, Now));
        Assert.True(await TakeAsync(user, Now.AddMinutes(50)));
        Assert.True(await TakeAsync(user, Now.AddMinutes(59)));

        Assert.False(await TakeAsync(user, Now.AddMinutes(59.5)));
        Assert.True(await TakeAsync(user, Now.AddMinutes(60)));
        Assert.False(await TakeAsync(user, Now.AddMinutes(61)));
        Assert.True(await TakeAsync(user, Now.AddMinutes(110)));
    }

    [Fact]
    public async Task Kinds_and_users_are_counted_apart()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), await Stores.AddUserAsync());
        await EnsureAsync(alice);
        await EnsureAsync(alice, MailKind.PasswordReset);
        await EnsureAsync(bob);
        for (var i = 0; i < 3; i++)
        {
            await TakeAsync(alice, Now);
        }

        Assert.False(await TakeAsync(alice, Now));
        Assert.True(await TakeAsync(alice, Now, MailKind.PasswordReset));
        Assert.True(await TakeAsync(bob, Now));
    }

    private Task<bool> TakeAsync(UserId user, DateTimeOffset now, MailKind kind = MailKind.Unlock) =>
        Stores.RunAsync(scope => scope.MailAllowances.TryTakeAsync(user, kind, now.AddHours(-1), now, Ct));

    private Task<bool> EnsureAsync(UserId user, MailKind kind = MailKind.Unlock) =>
        Stores.RunAsync(scope => scope.MailAllowances.EnsureExistsAsync(user, kind, Ct));
}

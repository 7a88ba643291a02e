using System.Security.Cryptography;
using IdpMfa.Core.Mail;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class MailLinkStoreContract : StoreContract
{
    [Fact]
    public async Task A_link_is_found_by_its_hash_as_it_was_added()
    {
        var added = await AddAsync(await Stores.AddUserAsync());

        var found = await FindAsync(added);

        Assert.Equal(
            (added.Id, added.UserId, added.IssuedAt, added.ExpiresAt, added.SessionId, added.Detail, null, 0),
            (
                found!.Id,
                found.UserId,
                found.IssuedAt,
                found.ExpiresAt,
                found.SessionId,
                found.Detail,
                found.UsedAt,
                found.Tries
            )
        );
        Assert.Null(await Stores.RunAsync(scope => scope.MailLinks.FindAsync(MailKind.PasswordReset, added.Hash, Ct)));
    }

    [Fact]
    public async Task A_newer_link_ends_the_older_of_its_kind_and_user_only()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), await Stores.AddUserAsync());
        var (old, other, bobs) = (
            await AddAsync(alice),
            await AddAsync(alice, MailKind.PasswordReset),
            await AddAsync(bob)
        );

        var newer = await AddAsync(alice);

        Assert.Null(await FindAsync(old));
        Assert.NotNull(await FindAsync(newer));
        Assert.NotNull(await FindAsync(other));
        Assert.NotNull(await FindAsync(bobs));
    }

    [Fact]
    public async Task Of_many_simultaneous_uses_exactly_one_succeeds()
    {
        var added = await AddAsync(await Stores.AddUserAsync());

        Assert.Equal(
            1,
            await Stores.CountSuccessesAtOnceAsync(Requests, scope => scope.MailLinks.TryUseAsync(added.Id, Now, Ct))
        );
    }

    [Fact]
    public async Task Of_many_simultaneous_tries_no_more_are_charged_than_there_are()
    {
        var added = await AddAsync(await Stores.AddUserAsync());

        Assert.Equal(
            5,
            await Stores.CountSuccessesAtOnceAsync(
                Requests,
                scope => scope.MailLinks.TryChargeAsync(added.Id, 5, Now, Ct)
            )
        );
        Assert.Equal(5, (await FindAsync(added))!.Tries);
    }

    [Fact]
    public async Task A_used_or_expired_link_is_neither_charged_nor_used()
    {
        var added = await AddAsync(await Stores.AddUserAsync());

        Assert.False(await UseAsync(added, added.ExpiresAt));
        Assert.False(await ChargeAsync(added, added.ExpiresAt));
        Assert.True(await UseAsync(added, Now));
        Assert.False(await UseAsync(added, Now));
        Assert.False(await ChargeAsync(added, Now));
        Assert.Equal(Now, (await FindAsync(added))!.UsedAt);
    }

    [Fact]
    public async Task All_links_of_a_user_end_but_the_one_that_is_being_used()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), await Stores.AddUserAsync());
        var (used, other, bobs) = (
            await AddAsync(alice),
            await AddAsync(alice, MailKind.PasswordReset),
            await AddAsync(bob)
        );

        await Stores.RunAsync(scope => scope.MailLinks.DeleteAllAsync(alice, used.Id, Ct));

        Assert.NotNull(await FindAsync(used));
        Assert.Null(await FindAsync(other));
        Assert.NotNull(await FindAsync(bobs));

        await Stores.RunAsync(scope => scope.MailLinks.DeleteAllAsync(alice, null, Ct));
        Assert.Null(await FindAsync(used));
    }

    [Fact]
    public async Task Links_of_one_kind_end_alone()
    {
        var alice = await Stores.AddUserAsync();
        var (unlock, reset) = (await AddAsync(alice), await AddAsync(alice, MailKind.PasswordReset));

        await Stores.RunAsync(scope => scope.MailLinks.DeleteAsync(alice, MailKind.Unlock, Ct));

        Assert.Null(await FindAsync(unlock));
        Assert.NotNull(await FindAsync(reset));
        Assert.NotNull(await Stores.RunAsync(scope => scope.MailLinks.FindAsync(MailKind.PasswordReset, alice, Ct)));
    }

    private async Task<MailLink> AddAsync(UserId user, MailKind kind = MailKind.Unlock)
    {
        var link = new MailLink
        {
            Id = Guid.CreateVersion7(),
            Kind = kind,
            UserId = user,
            Hash = RandomNumberGenerator.GetBytes(MailToken.HashLength),
            IssuedAt = Now,
            ExpiresAt = Now.AddHours(1),
            SessionId = Guid.CreateVersion7(),
            Detail = "new@acme.test",
        };
        await Stores.RunAsync(scope => scope.MailLinks.ReplaceAsync(link, Ct));
        return link;
    }

    private Task<MailLink?> FindAsync(MailLink link) =>
        Stores.RunAsync(scope => scope.MailLinks.FindAsync(link.Kind, link.Hash, Ct));

    private Task<bool> UseAsync(MailLink link, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.MailLinks.TryUseAsync(link.Id, now, Ct));

    private Task<bool> ChargeAsync(MailLink link, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.MailLinks.TryChargeAsync(link.Id, 5, now, Ct));
}

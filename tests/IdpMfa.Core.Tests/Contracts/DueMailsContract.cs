using IdpMfa.Core.Mail;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Sessions;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class DueMailsContract : StoreContract
{
    private static readonly DateTimeOffset Until = Now.AddMinutes(2);

    [Fact]
    public async Task Of_many_simultaneous_senders_one_claims_a_mail()
    {
        await AddAsync();

        Assert.Equal(
            1,
            await Stores.CountSuccessesAtOnceAsync(
                20,
                async scope => await scope.DueMails.TryClaimAsync(Now, Until, Ct) is not null
            )
        );
    }

    [Fact]
    public async Task A_claimed_mail_comes_back_when_its_sender_has_died()
    {
        var added = await AddAsync();
        var first = await ClaimAsync(Now);

        Assert.Null(await ClaimAsync(Now.AddMinutes(1)));
        var second = await ClaimAsync(Until);

        Assert.Equal((added.Id, 1), (first!.Id, first.Attempts));
        Assert.Equal((added.Id, 2, added.Secret), (second!.Id, second.Attempts, second.Secret));
    }

    [Fact]
    public async Task A_sent_mail_is_never_claimed_again()
    {
        var added = await AddAsync();
        await ClaimAsync(Now);

        await Stores.RunAsync(scope => scope.DueMails.MarkSentAsync(added.Id, Now, Ct));

        Assert.Null(await ClaimAsync(Now.AddDays(1)));
    }

    [Fact]
    public async Task A_postponed_mail_waits_for_its_time()
    {
        var added = await AddAsync();
        await ClaimAsync(Now);
        await Stores.RunAsync(scope => scope.DueMails.PostponeAsync(added.Id, Now.AddSeconds(10), Ct));

        Assert.Null(await ClaimAsync(Now.AddSeconds(9)));
        Assert.NotNull(await ClaimAsync(Now.AddSeconds(10)));
    }

    [Fact]
    public async Task An_expired_or_dropped_mail_is_not_claimed()
    {
        await AddAsync(expiresAt: Now);
        var dropped = await AddAsync();
        await Stores.RunAsync(scope => scope.DueMails.DropAsync(dropped.Id, Ct));

        Assert.Null(await ClaimAsync(Now));
    }

    [Fact]
    public async Task Of_many_simultaneous_answers_one_takes_a_request()
    {
        var request = new MailRequest
        {
            Kind = MailKind.Unlock,
            Name = new ProtectedSecret("hidden"),
            AskedAt = Now,
            Address = "::1",
        };
        await Stores.RunAsync(scope => scope.MailRequests.AddAsync(request, Ct));

        var found = await Stores.RunAsync(scope => scope.MailRequests.FindNextAsync(Ct));
        var taken = await Stores.CountSuccessesAtOnceAsync(
            20,
            scope => scope.MailRequests.TryDeleteAsync(request.Id, Ct)
        );

        Assert.Equal((request.Id, request.Kind, request.Name), (found!.Id, found.Kind, found.Name));
        Assert.Equal(1, taken);
        Assert.Null(await Stores.RunAsync(scope => scope.MailRequests.FindNextAsync(Ct)));
    }

    [Fact]
    public async Task A_browser_is_known_to_its_own_user_once_it_was_seen()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), await Stores.AddUserAsync());
        var hash = new byte[32];

        Assert.False(await Stores.RunAsync(scope => scope.Browsers.TryTouchAsync(alice, hash, Now, Ct)));
        Assert.False(await Stores.RunAsync(scope => scope.Browsers.AnyAsync(alice, Ct)));
        await Stores.RunAsync(scope =>
            scope.Browsers.AddAsync(
                new KnownBrowser
                {
                    UserId = alice,
                    Hash = hash,
                    FirstSeenAt = Now,
                    LastSeenAt = Now,
                },
                Ct
            )
        );

        Assert.True(await Stores.RunAsync(scope => scope.Browsers.TryTouchAsync(alice, hash, Now, Ct)));
        Assert.True(await Stores.RunAsync(scope => scope.Browsers.AnyAsync(alice, Ct)));
        Assert.False(await Stores.RunAsync(scope => scope.Browsers.TryTouchAsync(bob, hash, Now, Ct)));
    }

    private async Task<OutboxMail> AddAsync(DateTimeOffset? expiresAt = null)
    {
        var mail = new OutboxMail
        {
            Kind = MailKind.Unlock,
            UserId = await Stores.AddUserAsync(),
            TenantId = "acme",
            To = "alice@acme.test",
            Secret = new ProtectedSecret("hidden"),
            QueuedAt = Now,
            DueAt = Now,
            ExpiresAt = expiresAt,
        };
        await Stores.RunAsync(scope => scope.Outbox.AddAsync(mail, Ct));
        return mail;
    }

    private Task<OutboxMail?> ClaimAsync(DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.DueMails.TryClaimAsync(now, now.AddMinutes(2), Ct));
}

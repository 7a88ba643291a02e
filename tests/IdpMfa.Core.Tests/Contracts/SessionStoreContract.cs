using System.Security.Cryptography;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

/// <remarks>The harness leaves <see cref="SessionOptions"/> at their defaults.</remarks>
public abstract class SessionStoreContract : StoreContract
{
    [Fact]
    public async Task A_session_is_found_as_it_was_by_its_key_and_by_its_id()
    {
        var added = await AddAsync(await Stores.AddUserAsync());

        var byKey = await FindAliveAsync(added.Key, Now);
        var byId = await FindAsync(added);

        Assert.Equal(added.ToEvidence(), byKey!.ToEvidence());
        Assert.Equal(added.ToEvidence(), byId!.ToEvidence());
        Assert.Equal(
            (added.Key, added.CreatedAt, added.SeenAt, added.ExpiresAt, added.EndedAt, added.EndedBy),
            (byId.Key, byId.CreatedAt, byId.SeenAt, byId.ExpiresAt, byId.EndedAt, byId.EndedBy)
        );
    }

    [Fact]
    public async Task A_key_in_another_case_is_another_key()
    {
        var added = await AddAsync(await Stores.AddUserAsync());

        Assert.Null(await FindAliveAsync(added.Key.ToUpperInvariant(), Now));
    }

    [Fact]
    public async Task An_idle_session_is_not_alive_until_it_is_touched_in_time()
    {
        var touched = await AddAsync(await Stores.AddUserAsync());
        var left = await AddAsync(await Stores.AddUserAsync());
        await Stores.RunAsync(scope => scope.Sessions.TouchAsync(touched.Id, Now.AddMinutes(30), Ct));

        Assert.NotNull(await FindAliveAsync(touched.Key, Now.AddMinutes(89)));
        Assert.Null(await FindAliveAsync(left.Key, Now.AddMinutes(89)));
        Assert.NotNull(await FindAsync(left));
    }

    [Fact]
    public async Task A_touch_never_moves_time_back()
    {
        var added = await AddAsync(await Stores.AddUserAsync());

        await Stores.RunAsync(scope => scope.Sessions.TouchAsync(added.Id, Now.AddMinutes(-1), Ct));

        Assert.Equal(Now, (await FindAsync(added))!.SeenAt);
    }

    [Fact]
    public async Task An_expired_session_is_not_alive()
    {
        var added = await AddAsync(await Stores.AddUserAsync());
        await Stores.RunAsync(scope => scope.Sessions.TouchAsync(added.Id, added.ExpiresAt.AddMinutes(-1), Ct));

        Assert.Null(await FindAliveAsync(added.Key, added.ExpiresAt));
    }

    [Fact]
    public async Task Of_many_simultaneous_ends_exactly_one_is_told_that_it_did_it()
    {
        var added = await AddAsync(await Stores.AddUserAsync());

        var successes = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Sessions.TryEndAsync(added.Id, SessionEnd.SignedOut, Now, Ct)
        );

        Assert.Equal(1, successes);
    }

    [Fact]
    public async Task An_ended_session_is_found_by_its_id_only_and_keeps_its_first_end()
    {
        var added = await AddAsync(await Stores.AddUserAsync());
        await EndAsync(added, Now);

        Assert.False(await EndAsync(added, Now.AddMinutes(1)));

        Assert.Null(await FindAliveAsync(added.Key, Now));
        var stored = await FindAsync(added);
        Assert.Equal((Now, SessionEnd.SignedOut), (stored!.EndedAt, stored.EndedBy));
    }

    [Fact]
    public async Task A_rise_changes_key_and_evidence_and_keeps_the_id_and_the_beginning()
    {
        var added = await AddAsync(await Stores.AddUserAsync());
        var raised = Raised(added, added.UserId);

        Assert.True(await RaiseAsync(raised));

        Assert.Null(await FindAliveAsync(added.Key, Now.AddMinutes(5)));
        var stored = await FindAliveAsync(raised.Key, Now.AddMinutes(5));
        Assert.Equal(raised.ToEvidence(), stored!.ToEvidence());
        Assert.Equal(
            (added.Id, added.CreatedAt, raised.SeenAt, raised.ExpiresAt),
            (stored.Id, stored.CreatedAt, stored.SeenAt, stored.ExpiresAt)
        );
    }

    [Fact]
    public async Task An_ended_session_does_not_rise()
    {
        var added = await AddAsync(await Stores.AddUserAsync());
        await EndAsync(added, Now);

        Assert.False(await RaiseAsync(Raised(added, added.UserId)));

        Assert.Equal(added.Key, (await FindAsync(added))!.Key);
    }

    [Fact]
    public async Task Another_users_session_does_not_rise()
    {
        var added = await AddAsync(await Stores.AddUserAsync());

        Assert.False(await RaiseAsync(Raised(added, await Stores.AddUserAsync())));

        Assert.Equal(added.ToEvidence(), (await FindAliveAsync(added.Key, Now))!.ToEvidence());
    }

    [Fact]
    public async Task An_unknown_session_does_not_rise()
    {
        var added = await AddAsync(await Stores.AddUserAsync());

        Assert.False(await RaiseAsync(Copy(added, Guid.CreateVersion7())));
    }

    [Fact]
    public async Task All_sessions_of_a_user_are_revoked_those_signed_out_included_and_no_one_elses()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), await Stores.AddUserAsync());
        var (alive, signedOut, other) = (await AddAsync(alice), await AddAsync(alice), await AddAsync(bob));
        await EndAsync(signedOut, Now);

        await Stores.RunAsync(scope => scope.Sessions.RevokeAllAsync(alice, Now.AddMinutes(1), Ct));

        var (first, second) = (await FindAsync(alive), await FindAsync(signedOut));
        Assert.Equal((Now.AddMinutes(1), SessionEnd.Revoked), (first!.EndedAt, first.EndedBy));
        Assert.Equal((Now, SessionEnd.Revoked), (second!.EndedAt, second.EndedBy));
        Assert.Null((await FindAsync(other))!.EndedBy);
        Assert.Null(await FindAliveAsync(alive.Key, Now));
    }

    [Fact]
    public async Task All_sessions_but_one_are_revoked_and_that_one_can_change_its_key()
    {
        var (alice, bob) = (await Stores.AddUserAsync(), await Stores.AddUserAsync());
        var (kept, ended, other) = (await AddAsync(alice), await AddAsync(alice), await AddAsync(bob));

        await Stores.RunAsync(scope => scope.Sessions.RevokeOthersAsync(alice, kept.Id, Now, Ct));

        Assert.Equal(SessionEnd.Revoked, (await FindAsync(ended))!.EndedBy);
        Assert.Null((await FindAsync(other))!.EndedBy);
        Assert.True(await Stores.RunAsync(scope => scope.Sessions.TryChangeKeyAsync(kept.Id, "new key", Ct)));
        Assert.False(await Stores.RunAsync(scope => scope.Sessions.TryChangeKeyAsync(ended.Id, "no key", Ct)));
        Assert.Null(await FindAliveAsync(kept.Key, Now));
        Assert.Equal(kept.ToEvidence(), (await FindAliveAsync("new key", Now))!.ToEvidence());
    }

    private async Task<Session> AddAsync(UserId user)
    {
        var session = new Session
        {
            Id = Guid.CreateVersion7(),
            Key = "k" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            UserId = user,
            TenantId = "acme",
            CreatedAt = Now,
            SeenAt = Now,
            ExpiresAt = Now.AddHours(12),
            AuthenticationId = Guid.CreateVersion7(),
            PasswordAt = Now,
            SetUpPutOffAt = Now,
        };
        await Stores.RunAsync(scope => scope.Sessions.AddAsync(session, Ct));
        return session;
    }

    private static Session Raised(Session session, UserId user) => Copy(session, session.Id, user);

    private static Session Copy(Session session, Guid id, UserId? user = null) =>
        new()
        {
            Id = id,
            Key = "k" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            UserId = user ?? session.UserId,
            TenantId = session.TenantId,
            CreatedAt = Now.AddMinutes(5),
            SeenAt = Now.AddMinutes(5),
            ExpiresAt = Now.AddHours(13),
            AuthenticationId = Guid.CreateVersion7(),
            PasswordAt = Now.AddMinutes(4),
            InteractionKey = "the-waiting-request",
            SecondFactor = SecondFactorKind.Totp,
            SecondFactorAt = Now.AddMinutes(5),
            FactorId = Guid.CreateVersion7(),
        };

    private Task<Session?> FindAliveAsync(string key, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.Sessions.FindAliveAsync(key, now, Ct));

    private Task<Session?> FindAsync(Session session) =>
        Stores.RunAsync(scope => scope.Sessions.FindAsync(session.Id, Ct));

    private Task<bool> RaiseAsync(Session raised) => Stores.RunAsync(scope => scope.Sessions.TryRaiseAsync(raised, Ct));

    private Task<bool> EndAsync(Session session, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.Sessions.TryEndAsync(session.Id, SessionEnd.SignedOut, now, Ct));
}

using IdpMfa.Core.Secrets;
using IdpMfa.Core.SignIn;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class PendingSignInStoreContract : StoreContract
{
    private static readonly ProtectedSecret Key = new("key");
    private static readonly ProtectedSecret OtherKey = new("other key");

    private static readonly DateTimeOffset SetUpEnd = Now + PendingSignIn.SetUpLifetime;

    [Fact]
    public async Task Of_many_simultaneous_completions_exactly_one_succeeds()
    {
        var pending = await AddAsync();

        var successes = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Pending.TryCompleteAsync(pending.Id, Guid.CreateVersion7(), [1], Now, Ct)
        );

        Assert.Equal(1, successes);
    }

    [Fact]
    public async Task A_completion_is_remembered_and_forgets_the_key()
    {
        var pending = await AddAsync();
        var session = Guid.CreateVersion7();
        await SetKeyAsync(pending, Key);

        Assert.True(await CompleteAsync(pending, session, Now));

        var stored = await FindAsync(pending, Now);
        Assert.Equal((Now, session), (stored!.CompletedAt, stored.CompletedSessionId));
        Assert.Equal([1, 2, 3], stored.CompletedCodeHash);
        Assert.Null(stored.SetUpKey);
    }

    [Fact]
    public async Task Of_many_proof_codes_at_once_one_is_set()
    {
        var pending = await AddAsync();

        var successes = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Pending.TrySetProofCodeAsync(pending.Id, [1], null, Now, SetUpEnd, Ct)
        );

        Assert.Equal(1, successes);
        Assert.Equal(Now, (await FindAsync(pending, Now))!.ProofSentAt);
    }

    [Fact]
    public async Task Of_many_tries_at_a_proof_code_five_are_charged()
    {
        var pending = await AddAsync();
        await SetProofCodeAsync(pending, [1], null, Now);

        var charged = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Pending.TryChargeProofAsync(pending.Id, Now, Ct)
        );

        Assert.Equal(5, charged);
    }

    [Fact]
    public async Task A_newer_proof_code_is_charged_anew_and_an_old_one_is_not_charged_at_all()
    {
        var pending = await AddAsync();
        Assert.False(await Stores.RunAsync(scope => scope.Pending.TryChargeProofAsync(pending.Id, Now, Ct)));
        await SetProofCodeAsync(pending, [1], null, Now);
        await Stores.RunAsync(scope => scope.Pending.TryChargeProofAsync(pending.Id, Now, Ct));

        Assert.True(await SetProofCodeAsync(pending, [2], Now, Now.AddMinutes(1)));
        Assert.False(await SetProofCodeAsync(pending, [3], Now, Now.AddMinutes(1)));

        Assert.Equal(0, (await FindAsync(pending, Now))!.ProofFailures);
        var late = Now.AddMinutes(11);
        Assert.False(await Stores.RunAsync(scope => scope.Pending.TryChargeProofAsync(pending.Id, late, Ct)));
    }

    [Fact]
    public async Task A_proof_is_given_once_and_by_the_present_code()
    {
        var pending = await AddAsync();
        await SetProofCodeAsync(pending, [1], null, Now);

        Assert.False(await Stores.RunAsync(scope => scope.Pending.TryProveAsync(pending.Id, [2], Now, Ct)));
        var successes = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Pending.TryProveAsync(pending.Id, [1], Now, Ct)
        );

        Assert.Equal(1, successes);
        var stored = await FindAsync(pending, Now);
        Assert.Equal((Now, null), (stored!.ProvedAt, stored.ProofCodeHash));
        Assert.False(await SetProofCodeAsync(pending, [3], Now, Now));
    }

    [Fact]
    public async Task A_proof_by_something_else_needs_no_code()
    {
        var pending = await AddAsync();

        Assert.True(await Stores.RunAsync(scope => scope.Pending.TryProveAsync(pending.Id, null, Now, Ct)));
    }

    [Fact]
    public async Task A_completion_without_a_code_is_remembered_as_such()
    {
        var pending = await AddAsync();

        await Stores.RunAsync(scope => scope.Pending.TryCompleteAsync(pending.Id, Guid.CreateVersion7(), [], Now, Ct));

        Assert.Empty((await FindAsync(pending, Now))!.CompletedCodeHash!);
    }

    [Fact]
    public async Task A_second_completion_changes_nothing()
    {
        var pending = await AddAsync();
        var session = Guid.CreateVersion7();
        await CompleteAsync(pending, session, Now);

        Assert.False(await CompleteAsync(pending, Guid.CreateVersion7(), Now.AddSeconds(1)));

        Assert.Equal(session, (await FindAsync(pending, Now))!.CompletedSessionId);
    }

    [Fact]
    public async Task An_expired_one_is_neither_found_nor_completed_nor_charged()
    {
        var pending = await AddAsync();
        var end = pending.ExpiresAt;

        Assert.NotNull(await FindAsync(pending, end.AddTicks(-1)));
        Assert.Null(await FindAsync(pending, end));
        Assert.False(await CompleteAsync(pending, Guid.CreateVersion7(), end));
        Assert.False(await ChargeAsync(pending, end));
    }

    [Fact]
    public async Task An_unknown_one_is_not_found() =>
        Assert.Null(await Stores.RunAsync(scope => scope.Pending.FindAsync(Guid.CreateVersion7(), Now, Ct)));

    [Fact]
    public async Task What_was_added_is_found_as_it_was()
    {
        var added = await AddAsync();

        var stored = await FindAsync(added, Now);

        Assert.Equal(
            (added.UserId, added.TenantId, added.ClientId, added.InteractionKey, added.ReturnUrl, added.Epoch),
            (stored!.UserId, stored.TenantId, stored.ClientId, stored.InteractionKey, stored.ReturnUrl, stored.Epoch)
        );
        Assert.Equal(
            (added.BeganAt, added.ExpiresAt, added.PasswordAt, added.AuthenticationId, added.SessionId),
            (stored.BeganAt, stored.ExpiresAt, stored.PasswordAt, stored.AuthenticationId, stored.SessionId)
        );
        Assert.Null(stored.CompletedAt);
        Assert.Null(stored.SetUpKey);
    }

    [Fact]
    public async Task The_first_key_stays_and_extends_the_lifetime()
    {
        var pending = await AddAsync();

        Assert.True(await SetKeyAsync(pending, Key));
        Assert.False(await SetKeyAsync(pending, OtherKey));

        var stored = await FindAsync(pending, Now);
        Assert.Equal((Key, SetUpEnd), (stored!.SetUpKey, stored.ExpiresAt));
    }

    [Fact]
    public async Task Of_many_keys_set_at_once_exactly_one_is_shown()
    {
        var pending = await AddAsync();

        var successes = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope =>
                scope.Pending.TrySetKeyAsync(
                    pending.Id,
                    new ProtectedSecret(Guid.CreateVersion7().ToString()),
                    SetUpEnd,
                    Ct
                )
        );

        Assert.Equal(1, successes);
    }

    [Fact]
    public async Task A_completed_one_takes_no_key_and_no_code()
    {
        var pending = await AddAsync();
        await CompleteAsync(pending, Guid.CreateVersion7(), Now);

        Assert.False(await SetKeyAsync(pending, Key));
        Assert.False(await ChargeAsync(pending, Now));
    }

    [Fact]
    public async Task A_key_takes_no_more_codes_than_its_maximum_however_many_come_at_once()
    {
        var pending = await AddAsync();
        await SetKeyAsync(pending, Key);

        var charged = await Stores.CountSuccessesAtOnceAsync(
            Requests,
            scope => scope.Pending.TryChargeSetUpAsync(pending.Id, Now, Ct)
        );

        Assert.Equal(PendingSignIn.MaxSetUpFailures, charged);
    }

    [Fact]
    public async Task A_used_up_key_is_replaced_and_the_count_begins_again()
    {
        var pending = await AddAsync();
        await SetKeyAsync(pending, Key);
        await Stores.CountSuccessesAtOnceAsync(
            PendingSignIn.MaxSetUpFailures,
            scope => scope.Pending.TryChargeSetUpAsync(pending.Id, Now, Ct)
        );

        Assert.False(await ChargeAsync(pending, Now));
        Assert.True(await SetKeyAsync(pending, OtherKey));

        var stored = await FindAsync(pending, Now);
        Assert.Equal((OtherKey, 0), (stored!.SetUpKey, stored.SetUpFailures));
        Assert.True(await ChargeAsync(pending, Now));
    }

    [Fact]
    public async Task A_proof_is_remembered_for_what_is_neither_completed_nor_expired()
    {
        var (pending, completed) = (await AddAsync(), await AddAsync());
        await CompleteAsync(completed, Guid.CreateVersion7(), Now);

        Assert.True(await ProveAsync(pending, Now));
        Assert.False(await ProveAsync(completed, Now));
        Assert.False(await ProveAsync(pending, pending.ExpiresAt));

        Assert.Equal(Now, (await FindAsync(pending, Now))!.ProvedAt);
        Assert.Null((await FindAsync(completed, Now))!.ProvedAt);
    }

    private async Task<PendingSignIn> AddAsync()
    {
        var pending = new PendingSignIn
        {
            Id = Guid.CreateVersion7(),
            UserId = await Stores.AddUserAsync(),
            TenantId = "acme",
            ClientId = "web",
            InteractionKey = Guid.CreateVersion7().ToString("N"),
            ReturnUrl = "/profile",
            Epoch = 3,
            BeganAt = Now,
            ExpiresAt = Now + PendingSignIn.Lifetime,
            PasswordAt = Now.AddSeconds(-1),
            AuthenticationId = Guid.CreateVersion7(),
            SessionId = Guid.CreateVersion7(),
        };
        await Stores.RunAsync(scope => scope.Pending.AddAsync(pending, Ct));
        return pending;
    }

    private Task<PendingSignIn?> FindAsync(PendingSignIn pending, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.Pending.FindAsync(pending.Id, now, Ct));

    private Task<bool> CompleteAsync(PendingSignIn pending, Guid session, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.Pending.TryCompleteAsync(pending.Id, session, [1, 2, 3], now, Ct));

    private Task<bool> SetKeyAsync(PendingSignIn pending, ProtectedSecret key) =>
        Stores.RunAsync(scope => scope.Pending.TrySetKeyAsync(pending.Id, key, SetUpEnd, Ct));

    private Task<bool> ProveAsync(PendingSignIn pending, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.Pending.TryProveAsync(pending.Id, null, now, Ct));

    private Task<bool> ChargeAsync(PendingSignIn pending, DateTimeOffset now) =>
        Stores.RunAsync(scope => scope.Pending.TryChargeSetUpAsync(pending.Id, now, Ct));

    private Task<bool> SetProofCodeAsync(
        PendingSignIn pending,
        byte[] hash,
        DateTimeOffset? lastSentAt,
        DateTimeOffset at
    ) => Stores.RunAsync(scope => scope.Pending.TrySetProofCodeAsync(pending.Id, hash, lastSentAt, at, SetUpEnd, Ct));
}

using IdpMfa.Core.Audit;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Recovery;

public sealed class RecoveryTokenIssuerTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task New_tokens_replace_the_ones_before()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);

        var issued = Issued(await ReissueAsync(session, await PrepareAsync(session)));

        Assert.Single(_core.Stores.State.Tokens);
        Assert.Equal(1, _core.CountAudit(AuditCode.RecoveryTokenIssued));
        Assert.IsType<SecondFactorOutcome.Refused>(
            await _core.GiveCodeAsync(await _core.BeginAsync(alice), alice.RecoveryToken())
        );
        Assert.IsType<SecondFactorOutcome.Accepted>(
            await _core.GiveCodeAsync(await _core.BeginAsync(alice), issued.Tokens[0].ToDisplayString())
        );
    }

    [Fact]
    public async Task New_tokens_begin_with_no_failures()
    {
        var alice = await _core.EnrolAsync("alice");
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), "0123-4567-89AB-CDEF-GHJK-MNPV");
        var session = await _core.SignInAsync(alice);

        await ReissueAsync(session, null);

        Assert.Equal(0, _core.Counters(alice).RecoveryFailures);
    }

    [Fact]
    public async Task Only_hashes_are_stored()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);

        var issued = Issued(await ReissueAsync(session, null));

        var stored = Assert.Single(_core.Stores.State.Tokens).Value.Added;
        Assert.Equal(RecoveryTokenHash.Compute(alice.Id, issued.Tokens[0]), stored.Hash);
        Assert.Equal(RecoveryTokenHash.CurrentVersion, stored.HashVersion);
    }

    [Fact]
    public async Task The_same_form_sent_twice_shows_the_same_tokens_and_issues_once()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));
        var form = await PrepareAsync(session);
        var first = Issued(await ReissueAsync(session, form));
        _core.Clock.Advance(TimeSpan.FromSeconds(9));

        var second = Issued(await ReissueAsync(session, form));

        Assert.Equal(first.Tokens, second.Tokens);
        Assert.Equal(1, _core.CountAudit(AuditCode.RecoveryTokenIssued));
    }

    [Fact]
    public async Task The_same_form_sent_many_times_at_once_issues_once()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));
        var form = await PrepareAsync(session);

        var issues = await CoreFixture.AtOnceAsync(32, _ => ReissueAsync(session, form));

        Assert.Single(issues.Select(issue => Issued(issue).Tokens[0]).Distinct());
        Assert.Equal(1, _core.CountAudit(AuditCode.RecoveryTokenIssued));
    }

    [Fact]
    public async Task The_same_form_sent_later_shows_nothing_and_changes_nothing()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));
        var form = await PrepareAsync(session);
        await ReissueAsync(session, form);
        _core.Clock.Advance(DoubleClick.Window);

        Assert.IsType<RecoveryTokenIssue.Stale>(await ReissueAsync(session, form));
        Assert.Equal(1, _core.CountAudit(AuditCode.RecoveryTokenIssued));
    }

    [Fact]
    public async Task A_token_used_since_is_not_shown_again()
    {
        var alice = await _core.EnrolAsync("alice");
        var session = await _core.SignInAsync(alice);
        var form = await PrepareAsync(session);
        var issued = Issued(await ReissueAsync(session, form));
        await _core.GiveCodeAsync(await _core.BeginAsync(alice), issued.Tokens[0].ToDisplayString());

        Assert.IsType<RecoveryTokenIssue.Stale>(await ReissueAsync(session, form));
    }

    [Fact]
    public async Task A_form_made_before_the_present_tokens_is_stale()
    {
        var session = await _core.SignInAsync(await _core.EnrolAsync("alice"));
        var older = await PrepareAsync(session);
        _core.Clock.Advance(TimeSpan.FromSeconds(1));
        var newer = await PrepareAsync(session);
        await ReissueAsync(session, newer);

        Assert.IsType<RecoveryTokenIssue.Stale>(await ReissueAsync(session, older));
        Assert.Equal(1, _core.CountAudit(AuditCode.RecoveryTokenIssued));
    }

    [Fact]
    public async Task What_a_form_carries_is_read_back_for_its_own_user_and_scope_only()
    {
        var (alice, bob, scope) = (UserId.From("alice"), UserId.From("bob"), Guid.CreateVersion7());
        var form = (
            await _core.AskAsync<RecoveryTokenIssuer, ProtectedSecret>(issuer =>
                Task.FromResult(issuer.Prepare(alice, scope))
            )
        ).Value;

        var own = await ReadAsync(alice, scope, form);

        Assert.Equal(own.Tokens, (await ReadAsync(alice, scope, form)).Tokens);
        Assert.NotEqual(own.Tokens, (await ReadAsync(bob, scope, form)).Tokens);
        Assert.NotEqual(own.Tokens, (await ReadAsync(alice, Guid.CreateVersion7(), form)).Tokens);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("forged")]
    public async Task A_form_without_tokens_gets_new_ones(string? form)
    {
        var (alice, scope) = (UserId.From("alice"), Guid.CreateVersion7());

        var (first, second) = (await ReadAsync(alice, scope, form), await ReadAsync(alice, scope, form));

        Assert.Equal(_core.Now, first.PreparedAt);
        Assert.NotEqual(first.Tokens, second.Tokens);
    }

    [Fact]
    public async Task A_secret_for_another_purpose_is_no_form()
    {
        var (alice, scope) = (UserId.From("alice"), Guid.CreateVersion7());
        var foreign = _core.Protector.Protect(
            SecretPurpose.TotpKey,
            alice,
            System.Text.Encoding.UTF8.GetBytes($"{scope:N}|{_core.Now.UtcTicks}|0123456789ABCDEFGHJKMNPV")
        );

        var read = await ReadAsync(alice, scope, foreign.Value);

        Assert.NotEqual("0123456789ABCDEFGHJKMNPV", read.Tokens[0].Canonical);
    }

    private Task<string> PrepareAsync(Session session) =>
        _core.AskAsync<RecoveryTokenIssuer, string>(issuer =>
            Task.FromResult(issuer.Prepare(session.UserId, session.Id).Value)
        );

    private Task<PreparedRecoveryTokens> ReadAsync(UserId user, Guid scope, string? form) =>
        _core.AskAsync<RecoveryTokenIssuer, PreparedRecoveryTokens>(issuer =>
            Task.FromResult(issuer.Read(user, scope, form))
        );

    private Task<RecoveryTokenIssue> ReissueAsync(Session session, string? form) =>
        _core.AskAsync<RecoveryTokenIssuer, RecoveryTokenIssue>(issuer =>
            issuer.ReissueAsync(session.ToEvidence(), form, default)
        );

    private static RecoveryTokenIssue.Issued Issued(RecoveryTokenIssue issue) =>
        Assert.IsType<RecoveryTokenIssue.Issued>(issue);
}

using IdpMfa.Core.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace IdpMfa.Core.Tests.Audit;

public sealed class AuditRetentionTests : IAsyncDisposable
{
    private readonly CoreFixture _core = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Events_that_have_outlived_the_retention_are_deleted_in_batches_and_others_stay()
    {
        var old = _core.Now - TimeSpan.FromDays(401);
        _core.Stores.State = _core.Stores.State with
        {
            Audit =
            [
                .. Enumerable.Range(0, 1001).Select(_ => AuditEvent.Of("old", null, old)),
                AuditEvent.Of("young", null, _core.Now - TimeSpan.FromDays(399)),
            ],
        };

        var deleted = await _core.AskAsync<AuditRetention, int>(retention => retention.ApplyAsync(Ct));

        Assert.Equal(1001, deleted);
        Assert.Equal("young", Assert.Single(_core.Audit).Code);
    }

    [Fact]
    public async Task A_lock_is_written_down_with_its_tenant()
    {
        var alice = await _core.EnrolAsync("alice");
        for (var i = 0; i < CoreFixture.Max; i++)
        {
            await _core.GiveWrongPasswordAsync(alice);
        }

        Assert.Equal(CoreFixture.Acme, _core.LastAudit(AuditCode.SignInLocked).TenantId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1-2")]
    [InlineData("-1-00000000000000000000000000000000")]
    [InlineData("99999999999999999999-00000000000000000000000000000000")]
    [InlineData("9223372036854775807-00000000000000000000000000000000")]
    public void What_is_no_position_is_none(string? text) => Assert.Null(AuditPosition.TryParse(text));

    [Fact]
    public void A_position_is_read_as_it_was_written()
    {
        var position = new AuditPosition(_core.Now, Guid.CreateVersion7());

        Assert.Equal(position, AuditPosition.TryParse(position.ToText()));
    }
}

using IdpMfa.Core.Audit;

namespace IdpMfa.Core.Tests.Contracts;

public abstract class AuditReaderContract : StoreContract
{
    private readonly string _tenant = "t" + Guid.CreateVersion7().ToString("N");

    [Fact]
    public async Task Pages_show_every_event_once_newest_first_also_at_the_same_moment()
    {
        var added = await AddManyAsync();

        var (pages, after) = (new List<Guid>(), (AuditPosition?)null);
        while (true)
        {
            var page = await ListAsync(
                new AuditQuery
                {
                    TenantId = _tenant,
                    After = after,
                    Take = 3,
                }
            );
            pages.AddRange(page.Select(e => e.Id));
            if (page.Count < 3)
            {
                break;
            }

            after = AuditPosition.Of(page[^1]);
        }

        Assert.Equal(added.Count, pages.Count);
        Assert.Equal(added.Select(e => e.Id).Order(), pages.Order());
        Assert.Equal(added.Select(e => e.At).OrderDescending(), pages.Select(id => added.Single(e => e.Id == id).At));
    }

    [Fact]
    public async Task Oldest_first_is_the_other_way_round()
    {
        await AddManyAsync();

        var newest = await ListAsync(new AuditQuery { TenantId = _tenant, Take = 100 });
        var oldest = await ListAsync(
            new AuditQuery
            {
                TenantId = _tenant,
                OldestFirst = true,
                Take = 100,
            }
        );
        var rest = await ListAsync(
            new AuditQuery
            {
                TenantId = _tenant,
                OldestFirst = true,
                After = AuditPosition.Of(oldest[3]),
                Take = 100,
            }
        );

        Assert.Equal(newest.Reverse().Select(e => e.Id), oldest.Select(e => e.Id));
        Assert.Equal(oldest.Skip(4).Select(e => e.Id), rest.Select(e => e.Id));
    }

    [Fact]
    public async Task Filters_hold_together_and_the_end_is_not_included()
    {
        var user = await Stores.AddUserAsync();
        await AddAsync("one", Now, user);
        var wanted = await AddAsync("two", Now.AddMinutes(1), user);
        await AddAsync("two", Now.AddMinutes(2), user);
        await AddAsync("two", Now.AddMinutes(1), await Stores.AddUserAsync());

        var found = await ListAsync(
            new AuditQuery
            {
                TenantId = _tenant,
                Code = "two",
                Subject = user,
                From = Now.AddMinutes(1),
                To = Now.AddMinutes(2),
                Take = 100,
            }
        );

        Assert.Equal(wanted, Assert.Single(found));
    }

    [Fact]
    public async Task Deleting_takes_the_older_ones_and_no_more_than_told()
    {
        var past = Now.AddYears(-10);
        for (var i = 0; i < 5; i++)
        {
            await AddAsync("old", past.AddSeconds(i), null);
        }

        await AddAsync("young", Now, null);

        var first = await Stores.RunAsync(scope => scope.AuditReader.DeleteBeforeAsync(past.AddDays(1), 3, Ct));
        var second = await Stores.RunAsync(scope => scope.AuditReader.DeleteBeforeAsync(past.AddDays(1), 3, Ct));
        var third = await Stores.RunAsync(scope => scope.AuditReader.DeleteBeforeAsync(past.AddDays(1), 3, Ct));

        Assert.Equal((3, 2, 0), (first, second, third));
        Assert.Equal("young", Assert.Single(await ListAsync(new AuditQuery { TenantId = _tenant, Take = 9 })).Code);
    }

    private async Task<IReadOnlyList<AuditEvent>> AddManyAsync()
    {
        var added = new List<AuditEvent>();
        for (var i = 0; i < 10; i++)
        {
            added.Add(await AddAsync("code", Now.AddSeconds(i / 4), null));
        }

        return added;
    }

    private async Task<AuditEvent> AddAsync(string code, DateTimeOffset at, Core.Users.UserId? subject)
    {
        var auditEvent = AuditEvent.Of(code, subject, at) with { TenantId = _tenant, Detail = "a -> b" };
        await Stores.RunAsync(scope => scope.Audit.AppendAsync(auditEvent, Ct));
        return auditEvent;
    }

    private Task<IReadOnlyList<AuditEvent>> ListAsync(AuditQuery query) =>
        Stores.RunAsync(scope => scope.AuditReader.ListAsync(query, Ct));
}

using System.Globalization;
using System.Reflection;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Users;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>What happened in the administrator's own tenant, newest first.</summary>
[Admin]
internal sealed class AuditModel(
    CurrentAdmin admin,
    IAuditReader reader,
    IUserDirectory users,
    PageFramer framer,
    IStringLocalizer<Words> text
) : PageModel
{
    private const int PageSize = 50;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Every code that there is, for the filter.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        .. typeof(AuditCode)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
    ];

    [BindProperty(Name = "code", SupportsGet = true)]
    public string? Code { get; set; }

    /// <summary>User name, confirmed address or id.</summary>
    [BindProperty(Name = "subject", SupportsGet = true)]
    public string? Subject { get; set; }

    /// <summary>A day, <c>yyyy-MM-dd</c> in UTC.</summary>
    [BindProperty(Name = "from", SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>The last day.</summary>
    [BindProperty(Name = "to", SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(Name = "after", SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    public string? NextUrl { get; private set; }

    public string? Refusal { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await framer.FrameAsync(null, admin.TenantId, ct);
        if (await ReadQueryAsync(ct) is not { } query)
        {
            return;
        }

        var found = await reader.ListAsync(query with { Take = PageSize + 1 }, ct);
        var entries = new List<AuditEntry>();
        foreach (var auditEvent in found.Take(PageSize))
        {
            entries.Add(
                new AuditEntry(
                    auditEvent,
                    await NameAsync(auditEvent.Subject?.Value, ct),
                    await NameAsync(auditEvent.Actor, ct)
                )
            );
        }

        Entries = entries;
        NextUrl = found.Count > PageSize ? UrlBehind(found[PageSize - 1]) : null;
    }

    /// <returns>Null where a filter can't be read or matches nobody.</returns>
    private async Task<AuditQuery?> ReadQueryAsync(CancellationToken ct)
    {
        var (from, to) = (Day(From), Day(To));
        if ((!string.IsNullOrEmpty(From) && from is null) || (!string.IsNullOrEmpty(To) && to is null))
        {
            Refusal = text["AdminAudit.BadDay"];
            return null;
        }

        UserId? subject = null;
        if (!string.IsNullOrWhiteSpace(Subject))
        {
            if (await FindSubjectAsync(Subject.Trim(), ct) is not { } user)
            {
                Refusal = text["AdminAudit.NoSuchUser"];
                return null;
            }

            subject = user;
        }

        return new AuditQuery
        {
            TenantId = admin.TenantId,
            Code = Code is { Length: > 0 and <= 64 } code ? code : null,
            Subject = subject,
            From = from,
            To = to?.AddDays(1),
            After = AuditPosition.TryParse(After),
            Take = PageSize,
        };
    }

    /// <summary>A user of this tenant; the log of another tenant's user is empty here anyway.</summary>
    private async Task<UserId?> FindSubjectAsync(string typed, CancellationToken ct)
    {
        if (typed.Length > 256)
        {
            return null;
        }

        var user =
            await users.FindByLoginNameAsync(typed, ct)
            ?? (typed.Length <= UserId.MaxLength ? await users.FindAsync(UserId.From(typed), ct) : null);
        return string.Equals(user?.TenantId, admin.TenantId, StringComparison.Ordinal) ? user?.Id : null;
    }

    /// <summary>A user's name; for a user who is gone, or an actor who is none, what was written down.</summary>
    private async Task<string?> NameAsync(string? id, CancellationToken ct)
    {
        if (id is not { Length: > 0 and <= UserId.MaxLength } || id is AuditReason.CommandLine or "start")
        {
            return id;
        }

        if (!_names.TryGetValue(id, out var name))
        {
            name = (await users.FindAsync(UserId.From(id), ct))?.UserName ?? id;
            _names[id] = name;
        }

        return name;
    }

    private string UrlBehind(AuditEvent last) =>
        QueryHelpers.AddQueryString(
            AdminPaths.Audit,
            new Dictionary<string, string?>
            {
                ["code"] = Code,
                ["subject"] = Subject,
                ["from"] = From,
                ["to"] = To,
                ["after"] = AuditPosition.Of(last).ToText(),
            }
        );

    private static DateTimeOffset? Day(string? day) =>
        DateTimeOffset.TryParseExact(
            day,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var parsed
        )
            ? parsed
            : null;
}

using IdpMfa.Core.Administration;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>The users of the administrator's own tenant.</summary>
[Admin]
internal sealed class UsersModel(CurrentAdmin admin, UserFinder finder, PageFramer framer) : PageModel
{
    private const int MaxSearchLength = 256;

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Search { get; set; }

    /// <summary><c>enrolled</c>, <c>none</c>, or anything else for all.</summary>
    [BindProperty(Name = "mfa", SupportsGet = true)]
    public string? Mfa { get; set; }

    /// <summary><c>locked</c>, <c>disabled</c>, or anything else for all.</summary>
    [BindProperty(Name = "state", SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(Name = "after", SupportsGet = true)]
    public string? After { get; set; }

    public UserPage Found { get; private set; } = new([], null);

    public string? NextUrl { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await framer.FrameAsync(null, admin.TenantId, ct);
        Search = Search is { Length: <= MaxSearchLength } typed ? typed.Trim() : null;
        Found = await finder.SearchAsync(
            new UserSearch
            {
                TenantId = admin.TenantId,
                Prefix = Search,
                HasMfa = Mfa switch
                {
                    "enrolled" => true,
                    "none" => false,
                    _ => null,
                },
                IsLocked = State == "locked" ? true : null,
                IsDisabled = State == "disabled" ? true : null,
                After = After is { Length: <= MaxSearchLength } after ? after : null,
            },
            ct
        );
        NextUrl = Found.Next is { } next
            ? QueryHelpers.AddQueryString(
                AdminPaths.Users,
                new Dictionary<string, string?>
                {
                    ["q"] = Search,
                    ["mfa"] = Mfa,
                    ["state"] = State,
                    ["after"] = next,
                }
            )
            : null;
    }
}

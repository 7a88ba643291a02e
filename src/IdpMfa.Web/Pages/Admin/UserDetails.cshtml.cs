using IdpMfa.Core.Administration;
using IdpMfa.Core.SignIn;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>A user's state, and the forms that change it.</summary>
[Admin]
internal sealed class UserDetailsModel(
    CurrentAdmin admin,
    UserFinder finder,
    PageFramer framer,
    IStringLocalizer<Words> text
) : PageModel
{
    /// <summary>What was done: the name of the form that led here.</summary>
    [BindProperty(Name = "done", SupportsGet = true)]
    public string? Done { get; set; }

    /// <summary>Why it was not done.</summary>
    [BindProperty(Name = "refused", SupportsGet = true)]
    public string? Refused { get; set; }

    public new UserOverview User { get; private set; } = null!;

    public string? Notice { get; private set; }

    public string? Refusal { get; private set; }

    /// <summary>Administrators change themselves in their profile, where their own factor is asked for.</summary>
    public bool IsSelf => User.Account.Id == admin.Account.Id;

    public bool IsFresh => admin.IsFresh;

    public string SignInAgainUrl =>
        $"{SignInPaths.Login}?returnUrl={Uri.EscapeDataString(AdminPaths.UserOf(User.Account.Id.Value))}";

    public string ActionUrl(string action) => $"{AdminPaths.UserOf(User.Account.Id.Value)}/{action}";

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await finder.FindAsync(admin.TenantId, id, ct) is not { } found)
        {
            return NotFound();
        }

        await framer.FrameAsync(null, admin.TenantId, ct);
        User = found;
        Notice =
            Done is { } done && UserActionModel.Actions.Contains(done) ? text[$"AdminUser.Done.{done}"].Value : null;
        Refusal =
            Refused is { } refused && UserActionModel.Refusals.Contains(refused)
                ? text[$"AdminUser.Refused.{refused}"].Value
                : null;
        return Page();
    }
}

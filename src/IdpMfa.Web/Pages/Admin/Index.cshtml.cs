using IdpMfa.Core.Tenants;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>Where administrators begin.</summary>
[Admin]
internal sealed class IndexModel(CurrentAdmin admin, ITenantStore tenants, PageFramer framer) : PageModel
{
    public string TenantName { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await framer.FrameAsync(null, admin.TenantId, ct);
        TenantName = (await tenants.FindAsync(admin.TenantId, ct))?.Name ?? admin.TenantId;
    }
}

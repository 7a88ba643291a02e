using IdpMfa.Core.Administration;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>The tenant's policy, and whom a change of it would stop.</summary>
[Admin]
internal sealed class PolicyModel(
    CurrentAdmin admin,
    ITenantStore tenants,
    PolicyAdministration policies,
    PolicyPreview preview,
    PageFramer framer,
    IStringLocalizer<Words> text
) : PageModel
{
    private const int MaxShown = 200;

    [BindProperty(Name = "")]
    public PolicyForm Form { get; set; } = new();

    [BindProperty(Name = "saved", SupportsGet = true)]
    public string? Saved { get; set; }

    public bool IsFresh => admin.IsFresh;

    public string? Notice { get; private set; }

    public string? Refusal { get; private set; }

    public PolicyEffect? Effect { get; private set; }

    /// <summary>Who would be stopped, and then who would be asked.</summary>
    public IReadOnlyList<UserOverview> Shown { get; private set; } = [];

    public int NotShown { get; private set; }

    /// <summary>How many of them couldn't prove a mailbox.</summary>
    public int WithoutMail { get; private set; }

    public IReadOnlyList<string> Minimums { get; private set; } = ["none", AcrNames.Mfa];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await FindPolicyAsync(ct) is not { } current)
        {
            return NotFound();
        }

        Form = PolicyForm.Of(current);
        Notice = Saved is null ? null : text["AdminPolicy.Saved"].Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindPolicyAsync(ct) is not { } current)
        {
            return NotFound();
        }

        var (wanted, badField) = Form.Read(current);
        if (wanted is null)
        {
            return Ask(text[$"AdminPolicy.Bad.{badField}"]);
        }

        return await policies.ChangeAsync(admin.TenantId, wanted, admin.Account.Id, ct) switch
        {
            PolicyOutcome.Saved or PolicyOutcome.Unchanged => new SeeOtherResult($"{AdminPaths.Policy}?saved=1"),
            PolicyOutcome.NeedsOwnMfa => Ask(text["AdminPolicy.NeedsOwnMfa"]),
            _ => new StatusCodeResult(StatusCodes.Status403Forbidden),
        };
    }

    /// <summary>Saves nothing.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        if (await FindPolicyAsync(ct) is not { } current)
        {
            return NotFound();
        }

        var (wanted, badField) = Form.Read(current);
        if (wanted is null)
        {
            return Ask(text[$"AdminPolicy.Bad.{badField}"]);
        }

        if (await preview.ForeseeAsync(admin.TenantId, wanted, ct) is { } effect)
        {
            IReadOnlyList<UserOverview> all = [.. effect.Stopped, .. effect.Asked];
            Effect = effect;
            Shown = [.. all.Take(MaxShown)];
            NotShown = all.Count - Shown.Count;
            WithoutMail =
                wanted.EnrolmentProof == EnrolmentProof.Email
                    ? all.Count(user => user.Account is not { EmailConfirmed: true, Email: not null })
                    : 0;
        }

        ModelState.Clear();
        Form = PolicyForm.Of(wanted);
        return Page();
    }

    private async Task<TenantPolicy?> FindPolicyAsync(CancellationToken ct)
    {
        await framer.FrameAsync(null, admin.TenantId, ct);
        if (await tenants.FindAsync(admin.TenantId, ct) is not { } tenant)
        {
            return null;
        }

        var current = TenantPolicy.Of(tenant);
        if (current.MinimumAcr is { } level && level != AcrLevel.Mfa)
        {
            Minimums = [.. Minimums, AcrNames.Of(level)];
        }

        return current;
    }

    /// <summary>With everything as it was typed.</summary>
    private PageResult Ask(string refusal)
    {
        ModelState.Clear();
        Refusal = refusal;
        return Page();
    }
}

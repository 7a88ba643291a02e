using IdpMfa.Core.Administration;
using IdpMfa.Core.SetUp;
using IdpMfa.Core.Users;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>Takes the forms of a user's page. An enrolment pass is the answer itself, shown once; all else goes back.</summary>
[Admin]
internal sealed class UserActionModel(
    CurrentAdmin admin,
    UserFinder finder,
    MfaAdministration mfa,
    UserAdministration users,
    EnrolmentPasses passes,
    PageFramer framer
) : PageModel
{
    public const int MaxReasonLength = MfaAdministration.MaxReasonLength;

    /// <summary>The forms, by the last part of their addresses.</summary>
    public static readonly IReadOnlySet<string> Actions = new HashSet<string>(StringComparer.Ordinal)
    {
        "reset-mfa",
        "unlock",
        "enrolment-pass",
        "disable",
        "enable",
        "make-admin",
        "remove-admin",
    };

    public static readonly IReadOnlySet<string> Refusals = new HashSet<string>(StringComparer.Ordinal)
    {
        LastAdmin,
        TooLong,
        Conflict,
        HasFactor,
        Self,
    };

    private const string LastAdmin = "last-admin";
    private const string TooLong = "reason-too-long";
    private const string Conflict = "conflict";
    private const string HasFactor = "has-factor";
    private const string Self = "self";

    [BindProperty(Name = "Reason")]
    public string? Reason { get; set; }

    [BindProperty(Name = "WithPass")]
    public string? WithPass { get; set; }

    public string UserName { get; private set; } = "";

    public string Pass { get; private set; } = "";

    public bool WasReset { get; private set; }

    public string BackUrl { get; private set; } = AdminPaths.Users;

    public int Minutes { get; } = (int)EnrolmentPass.Lifetime.TotalMinutes;

    public IActionResult OnGet(string id, string verb) =>
        Actions.Contains(verb) ? new SeeOtherResult(AdminPaths.UserOf(id)) : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, string verb, CancellationToken ct)
    {
        if (!Actions.Contains(verb) || await finder.FindAsync(admin.TenantId, id, ct) is not { Account: { } user })
        {
            return NotFound();
        }

        ModelState.Clear();
        UserName = user.UserName;
        BackUrl = AdminPaths.UserOf(user.Id.Value);

        // Nobody gets round the own factor by way of the own user page.
        return user.Id == admin.Account.Id
            ? Refuse(Self)
            : verb switch
            {
                "reset-mfa" => await ResetAsync(user, ct),
                "unlock" => await UnlockAsync(user, ct),
                "enrolment-pass" => await IssuePassAsync(user, ct),
                "disable" => Answer(verb, await users.DisableAsync(user, admin.Actor, ct)),
                "enable" => Answer(verb, await users.EnableAsync(user, admin.Actor, ct)),
                "make-admin" => Answer(verb, await users.MakeAdminAsync(user, admin.Actor, ct)),
                _ => Answer(verb, await users.RemoveAdminAsync(user, admin.Actor, ct)),
            };
    }

    private async Task<IActionResult> ResetAsync(UserAccount user, CancellationToken ct)
    {
        var reason = string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim();
        if (reason is { Length: > MaxReasonLength })
        {
            return Refuse(TooLong);
        }

        var result = await mfa.ResetMfaAsync(user, admin.Actor, reason, WithPass == "true", ct);
        switch (result)
        {
            case { Outcome: ResetMfaOutcome.Done, Pass: { } pass }:
                WasReset = true;
                return await ShowAsync(pass, ct);

            case { Outcome: ResetMfaOutcome.Done }:
                return Done("reset-mfa");

            case { Outcome: ResetMfaOutcome.IsLastAdmin }:
                return Refuse(LastAdmin);

            default:
                return new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }

    private async Task<IActionResult> UnlockAsync(UserAccount user, CancellationToken ct)
    {
        await mfa.UnlockAsync(user, admin.Actor.AuditName, ct);
        return Done("unlock");
    }

    private async Task<IActionResult> IssuePassAsync(UserAccount user, CancellationToken ct) =>
        await passes.TryIssueAsync(user, admin.Actor.AuditName, ct) is { } pass
            ? await ShowAsync(pass, ct)
            : Refuse(HasFactor);

    private async Task<IActionResult> ShowAsync(EnrolmentPass pass, CancellationToken ct)
    {
        await framer.FrameAsync(null, admin.TenantId, ct);
        Pass = pass.ToDisplayString();
        return Page();
    }

    private IActionResult Answer(string verb, UserChangeOutcome outcome) =>
        outcome switch
        {
            UserChangeOutcome.Done or UserChangeOutcome.Unchanged => Done(verb),
            UserChangeOutcome.IsLastAdmin => Refuse(LastAdmin),
            UserChangeOutcome.Conflict => Refuse(Conflict),
            _ => new StatusCodeResult(StatusCodes.Status403Forbidden),
        };

    private SeeOtherResult Done(string verb) => new($"{BackUrl}?done={verb}");

    private SeeOtherResult Refuse(string why) => new($"{BackUrl}?refused={why}");
}

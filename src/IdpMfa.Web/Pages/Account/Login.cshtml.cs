using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;
using IdpMfa.Web.Resources;
using IdpMfa.Web.Security;
using IdpMfa.Web.Themes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages.Account;

/// <summary>User name and password.</summary>
internal sealed class LoginModel(
    PasswordStep passwordStep,
    IInteractionStore interactions,
    CurrentSession currentSession,
    PendingSignInCookie pendingCookie,
    IUserDirectory users,
    PageFramer framer,
    TimeProvider clock,
    IStringLocalizer<Words> text
) : PageModel
{
    /// <summary>Longer names are nobody's: normalizing one of millions of characters costs seconds.</summary>
    private const int MaxNameLength = 256;

    private const string NobodysName = "\uFFFD";

    [BindProperty(Name = "i", SupportsGet = true)]
    public string? Interaction { get; set; }

    [BindProperty(Name = "returnUrl", SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Says why the user is here again; <c>over</c>: the pending sign-in has expired or was ended.</summary>
    [BindProperty(Name = "notice", SupportsGet = true)]
    public string? NoticeCode { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string? Refusal { get; private set; }

    public string? Notice { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await FindTargetAsync(ct) is not { } target)
        {
            return new SeeOtherResult(ErrorModel.InteractionOverPath);
        }

        if (await FindLateUrlAsync(target, ct) is { } lateUrl)
        {
            return new SeeOtherResult(lateUrl);
        }

        await framer.FrameAsync(target.Interaction?.ClientId, target.Interaction?.TenantId, ct);
        Notice = NoticeCode == "over" ? text["Login.Over"].Value : null;

        // Who is signed in and asked for the password again need not type the name again (WCAG 3.3.7).
        if (await currentSession.FindAsync(ct) is { } session && await users.FindAsync(session.Subject, ct) is { } user)
        {
            Input.UserName = user.UserName;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await FindTargetAsync(ct) is not { } target)
        {
            return new SeeOtherResult(ErrorModel.InteractionOverPath);
        }

        if (await FindLateUrlAsync(target, ct) is { } lateUrl)
        {
            return new SeeOtherResult(lateUrl);
        }

        var client = await framer.FrameAsync(target.Interaction?.ClientId, target.Interaction?.TenantId, ct);
        if (string.IsNullOrWhiteSpace(Input.UserName) || string.IsNullOrEmpty(Input.Password))
        {
            return Ask(text["Login.Incomplete"]);
        }

        var attempt = new PasswordAttempt
        {
            LoginName = Input.UserName.Length <= MaxNameLength ? Input.UserName.Trim() : NobodysName,
            Password = Input.Password,
            TenantId = target.Interaction?.TenantId,
            InteractionKey = target.Interaction?.Key,
            ReturnUrl = target.ReturnUrl,
            Client = client,
            BrowserSession = await currentSession.FindAsync(ct),
        };

        switch (await passwordStep.SignInAsync(attempt, ct))
        {
            case PasswordOutcome.SignedIn signedIn:
                pendingCookie.Delete(HttpContext, Interaction);
                await currentSession.WriteAsync(signedIn.Session);
                return new SeeOtherResult(target.ReturnUrl);

            case PasswordOutcome.SecondFactorNeeded needed:
                pendingCookie.Write(HttpContext, needed.Pending);
                return new SeeOtherResult(Continue(SignInPaths.Mfa));

            case PasswordOutcome.SetUpNeeded needed:
                pendingCookie.Write(HttpContext, needed.Pending);
                return new SeeOtherResult(Continue(SignInPaths.SetUp));

            case PasswordOutcome.SignOutFirst:
                return new SeeOtherResult(Continue(SignInPaths.Logout));

            default:
                return Ask(text["Login.Refused"]);
        }
    }

    /// <returns>Null where the waiting request is unknown or has expired.</returns>
    private async Task<Target?> FindTargetAsync(CancellationToken ct)
    {
        if (Interaction is not { Length: > 0 } key)
        {
            return new Target(null, ReturnUrlPolicy.Sanitize(ReturnUrl));
        }

        return await interactions.FindAsync(key, clock.GetUtcNow(), ct) is { } interaction
            ? new Target(interaction, interaction.ReturnUrl)
            : null;
    }

    /// <summary>Back, or a form sent once more, after the sign-in is complete: nothing is looked at.</summary>
    private async Task<string?> FindLateUrlAsync(Target target, CancellationToken ct)
    {
        if (target.Interaction is not { CompletedAt: not null } answered)
        {
            return null;
        }

        var session = await currentSession.FindAsync(ct);
        if (answered.IsAnswered(clock.GetUtcNow()))
        {
            return session is null ? $"{SignInPaths.Login}?notice=over" : ReturnUrlPolicy.Start;
        }

        return session?.InteractionKey == answered.Key ? answered.ReturnUrl : null;
    }

    private string Continue(string path) =>
        Interaction is { Length: > 0 } key ? $"{path}?i={Uri.EscapeDataString(key)}" : path;

    private PageResult Ask(string message)
    {
        ModelState.Clear(); // do not send the typed password back to the browser
        Input = new InputModel { UserName = Input.UserName is { Length: <= MaxNameLength } name ? name : null };
        Refusal = message;
        return Page();
    }

    private sealed record Target(Interaction? Interaction, string ReturnUrl);

    internal sealed class InputModel
    {
        public string? UserName { get; set; }

        public string? Password { get; set; }
    }
}

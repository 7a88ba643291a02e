using IdpMfa.Core.Sessions;
using IdpMfa.Core.SignIn;
using IdpMfa.Core.Users;
using IdpMfa.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IdpMfa.Web.Pages.Admin;

/// <summary>
/// A page for administrators of a tenant. The user is read at every request, so that who is disabled or loses the role is
/// out at once.
/// </summary>
/// <remarks>
/// Who is no administrator gets 403. Who has not given a second factor is led to it, or to set-up, and back; a session that
/// rests on a recovery token is led to set up again first. A form also needs a fresh sign-in.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AdminAttribute : Attribute, IAsyncAuthorizationFilter
{
    private const string SetUpAgain = SignInPaths.SetUp + "?why=admin";

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var ct = http.RequestAborted;
        var isForm = !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);
        var back = AdminPaths.PageOf(http.Request);

        if (await services.GetRequiredService<ICurrentSession>().FindAsync(ct) is not { } session)
        {
            context.Result = SignIn(back);
            return;
        }

        if (
            await services.GetRequiredService<IUserDirectory>().FindAsync(session.Subject, ct)
                is not { IsAdmin: true, IsDisabled: false } user
            || !string.Equals(user.TenantId, session.TenantId, StringComparison.Ordinal)
        )
        {
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
            return;
        }

        var isFresh = SessionPolicy.IsFresh(
            session,
            services.GetRequiredService<IOptions<SessionOptions>>().Value.FreshFor,
            services.GetRequiredService<TimeProvider>().GetUtcNow()
        );
        context.Result = session.SecondFactor switch
        {
            SecondFactorKind.None => await LeadToFactorAsync(http, session, back, isFresh, ct),
            SecondFactorKind.Recovery => await LeadToSetUpAgainAsync(http, back, isFresh, ct),
            _ when isForm && !isFresh => SignIn(back),
            _ => null,
        };
        if (context.Result is null)
        {
            services.GetRequiredService<CurrentAdmin>().Set(user, isFresh);
        }
    }

    private static async Task<IActionResult> LeadToFactorAsync(
        HttpContext http,
        SignInEvidence session,
        string back,
        bool isFresh,
        CancellationToken ct
    )
    {
        var services = http.RequestServices;
        var hasFactor =
            await services.GetRequiredService<ISignInFactsStore>().FindAsync(session.Subject, session.TenantId, ct) is
            { HasFactor: true };

        // Setting up a factor needs a recent sign-in; giving one doesn't.
        if (!hasFactor && !isFresh)
        {
            return SignIn(back);
        }

        var purpose = hasFactor ? PendingPurpose.StepUp : PendingPurpose.SetUp;
        return
            await services.GetRequiredService<PendingSignInAccess>().BeginAsync(http, purpose, null, back, ct) is null
            ? SignIn(back)
            : new SeeOtherResult(hasFactor ? SignInPaths.Mfa : SignInPaths.SetUp);
    }

    /// <summary>A session that is no longer fresh is asked for the password there, and then goes on to the profile.</summary>
    private static async Task<IActionResult> LeadToSetUpAgainAsync(
        HttpContext http,
        string back,
        bool isFresh,
        CancellationToken ct
    )
    {
        if (isFresh)
        {
            await http
                .RequestServices.GetRequiredService<PendingSignInAccess>()
                .BeginAsync(http, PendingPurpose.Replacement, null, back, ct);
        }

        return new SeeOtherResult(SetUpAgain);
    }

    private static SeeOtherResult SignIn(string back) =>
        new($"{SignInPaths.Login}?returnUrl={Uri.EscapeDataString(back)}");
}

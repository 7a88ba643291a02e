using IdpMfa.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IdpMfa.Web.Pages;

/// <summary>The bare address leads to the start page of who is signed in, or to the login page.</summary>
internal sealed class StartModel : PageModel
{
    public IActionResult OnGet() => new SeeOtherResult(ReturnUrlPolicy.Start);
}

using IdpMfa.Core.Clients;
using IdpMfa.Web.Resources;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IdpMfa.Web.Pages;

/// <summary>One calm page for whatever went wrong, with what to do next.</summary>
[IgnoreAntiforgeryToken] // it is shown in the place of a form that was refused
internal sealed class ErrorModel(IStringLocalizer<Words> text) : PageModel
{
    public const string Path = "/error";
    public const string InteractionOverPath = "/error?reason=over";

    public string Title { get; private set; } = "";

    public string Message { get; private set; } = "";

    /// <summary>For the relying party's developer.</summary>
    public string? Detail { get; private set; }

    /// <summary>The way on is in the application, not on our start page.</summary>
    public bool IsOfApplication { get; private set; }

    public void OnGet(string? reason) => Describe(reason);

    public void OnPost(string? reason) => Describe(reason);

    private void Describe(string? reason)
    {
        var error = HttpContext.Items[typeof(ProtocolError)] as ProtocolError;
        var key = (error, reason, Response.StatusCode) switch
        {
            ({ }, _, _) => "Protocol",
            (_, "over", _) => "Over",
            (_, _, StatusCodes.Status400BadRequest) => "Stale",
            (_, _, StatusCodes.Status403Forbidden) => "Forbidden",
            (_, _, StatusCodes.Status404NotFound) => "NotFound",
            (_, _, StatusCodes.Status413PayloadTooLarge) => "TooLarge",
            (_, _, StatusCodes.Status429TooManyRequests) => "TooMany",
            (_, _, StatusCodes.Status503ServiceUnavailable) => "Unavailable",
            _ => "Other",
        };

        if (Response.StatusCode == StatusCodes.Status200OK)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        IsOfApplication = key is "Protocol" or "Over";
        Title = text[$"Error.{key}.Title"];
        Message = text[$"Error.{key}.Message"];
        Detail = error is null ? null : $"{error.Code}: {error.Description}";
    }
}

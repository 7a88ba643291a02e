using AngleSharp.Html.Dom;

namespace IdpMfa.IntegrationTests.Hosting;

/// <summary>Steps on the admin pages. alice is administrator of acme.</summary>
internal static class Admins
{
    /// <summary>Signs alice in with both steps, and opens an admin page.</summary>
    public static async Task<Page> OpenAdminAsync(this Browser browser, IdpHost host, string url = "/admin")
    {
        var page = await browser.SignInAsync(url, "alice", host.CodeOf(People.AliceKey));
        host.Clock.Advance(TimeSpan.FromSeconds(30));
        return page;
    }

    public static async Task<string> IdOfAsync(this IdpHost host, string userName) =>
        (await host.FindUserAsync(userName)).Id.Value;

    public static async Task<string> PageOfAsync(this IdpHost host, string userName) =>
        $"/admin/users/{await host.IdOfAsync(userName)}";

    /// <summary>Sends the form of a user's page whose address ends so. Check boxes are sent only where they are typed.</summary>
    public static Task<Page> ActAsync(
        this Browser browser,
        Page userPage,
        string action,
        params (string Field, string Value)[] typed
    ) => browser.SubmitAsync(userPage, FormOf(userPage, action), typed);

    public static IHtmlFormElement FormOf(Page page, string action)
    {
        var form = page.FormOf($"form[action$='/{action}']");
        foreach (var box in form.Elements.OfType<IHtmlInputElement>().Where(input => input.Type == "checkbox").ToList())
        {
            box.Remove();
        }

        return form;
    }

    public static Task<int> MakeAdminAsync(this IdpHost host, string userName) =>
        host.QueryAsync(db =>
            Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ExecuteUpdateAsync(
                db.Users.Where(user => user.UserName == userName),
                row => row.SetProperty(user => user.IsAdmin, true)
            )
        );
}

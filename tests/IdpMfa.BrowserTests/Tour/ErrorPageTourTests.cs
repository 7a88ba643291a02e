using IdpMfa.BrowserTests.Support;

namespace IdpMfa.BrowserTests.Tour;

public sealed class ErrorPageTourTests(QuickstartFixture quickstart, PageVisits visits) : PageTour(quickstart, visits)
{
    [Fact]
    public async Task An_unknown_application_gets_a_page_and_no_redirect()
    {
        await OpenAsync("/connect/authorize?client_id=unknown", "400 (Bad Request)");

        await LookAsync("error-request", "This sign-in can't go on");
    }

    [Fact]
    public async Task A_sign_in_that_took_too_long_says_so()
    {
        await OpenAsync("/error?reason=over", "400 (Bad Request)");

        await LookAsync("error-over", "This sign-in took too long");
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_says_so()
    {
        await OpenAsync("/nowhere", "404 (Not Found)");

        await LookAsync("error-not-found", "There is no such page");
    }

    [Fact]
    public async Task Who_is_no_administrator_is_told()
    {
        await SignInAsync(Quickstart.Person("heidi"), "/profile");
        await LookAsync("profile-acme", "heidi");
        await OpenAsync("/admin", "403 (Forbidden)");

        await LookAsync("error-forbidden", "This page is for administrators");
    }

    [Fact]
    public async Task A_form_that_is_out_of_date_says_so()
    {
        Expect("/account/login", "400 (Bad Request)");
        await Page.GotoAsync(At("/account/login"));
        await Page.Context.ClearCookiesAsync();
        await Page.GivePasswordAsync(Quickstart.Person("heidi"));

        await LookAsync("error-stale", "This page is out of date");
    }

    private async Task OpenAsync(string path, string status)
    {
        Expect(path, status);
        await Page.GotoAsync(At(path));
    }

    private void Expect(string path, string status) =>
        ExpectedComplaint = $"{At(path)}: Failed to load resource: the server responded with a status of {status}";
}

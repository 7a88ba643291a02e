using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>RFC 9700 §4.12: what was typed goes no further than to this server.</summary>
public sealed class RedirectAttacks
{
    [Fact]
    public async Task Attack_43_No_answer_to_a_form_has_the_browser_send_the_form_on()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var app = new RelyingParty(host);

        await browser.GivePasswordAsync(app.AuthorizeUrl(), "alice", "wrong");
        await browser.SignInAsync(app.AuthorizeUrl(), "alice", host.CodeOf(People.AliceKey));
        await browser.ConfirmSetUpAsync(host, await browser.OpenAsync("/account/mfa/setup"));
        var profile = await browser.OpenAsync("/profile/mfa");
        await browser.SubmitAsync(profile);
        await browser.SubmitAsync(profile, profile.FormOf("form[action='/profile/mfa/disable']"));
        await browser.SubmitAsync(await browser.OpenAsync("/account/logout"));

        Assert.DoesNotContain(browser.Answers, answer => (int)answer.StatusCode is 307 or 308);
        Assert.All(
            browser.Answers.Where(answer => answer.RequestMessage!.Method == HttpMethod.Post),
            answer => Assert.Contains((int)answer.StatusCode, new[] { 200, 303 })
        );
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("carol")]
    public async Task Attack_43_No_form_of_any_page_is_answered_with_a_redirect_that_repeats_it(string userName)
    {
        await using var host = await IdpHost.StartAsync();
        var step = await host.OpenCodeStepAsync(userName);

        foreach (var form in await host.ListFormHandlersAsync())
        {
            using var answer = await step
                .Browser.Copy()
                .PostAsync(form.Url, step.Page.AntiforgeryOf(), ("i", step.Page.Interaction!));

            Assert.True((int)answer.StatusCode is not (301 or 302 or 307 or 308), $"{form.Url}: {answer.StatusCode}");
        }
    }
}

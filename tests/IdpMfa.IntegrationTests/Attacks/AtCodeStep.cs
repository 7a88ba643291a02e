using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>A browser whose user has given the password, and the page that asks for the code.</summary>
internal sealed record AtCodeStep(Browser Browser, Page Page)
{
    /// <summary>Types something into the field and follows where that leads.</summary>
    public Task<Page> TypeAsync(string code) => Browser.SubmitAsync(Page, ("Input.Code", code));
}

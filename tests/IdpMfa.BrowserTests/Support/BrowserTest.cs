using Microsoft.Playwright;

namespace IdpMfa.BrowserTests.Support;

/// <summary>A browser window of its own for each test, which may complain of nothing.</summary>
public abstract class BrowserTest(QuickstartFixture quickstart) : IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private readonly List<IBrowserContext> _contexts = [];
    private IPage? _page;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected QuickstartFixture Quickstart { get; } = quickstart;

    protected IPage Page => _page!;

    protected virtual bool HasJavaScript => true;

    /// <summary>For pages that are errors: browsers put their status into the console.</summary>
    protected string? ExpectedComplaint { get; set; }

    public virtual async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Quickstart.Missing is not null, Quickstart.Missing ?? "");
        _page = await OpenBrowserAsync();
    }

    /// <summary>The browser of somebody else: it shares no cookie.</summary>
    protected async Task<IPage> OpenBrowserAsync()
    {
        var context = await Quickstart.Browser.NewContextAsync(new() { JavaScriptEnabled = HasJavaScript });
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(QuickstartFixture.PatienceInMilliseconds);

        // Breaches of the content security policy are reported as console errors.
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Add($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        return page;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var context in _contexts)
        {
            await context.CloseAsync();
        }

        string[] unexpected = [.. _complaints.Where(complaint => complaint != ExpectedComplaint)];
        Assert.True(unexpected.Length == 0, string.Join('\n', unexpected));
    }
}

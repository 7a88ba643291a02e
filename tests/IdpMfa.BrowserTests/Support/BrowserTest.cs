using Microsoft.Playwright;

namespace IdpMfa.BrowserTests.Support;

/// <summary>A browser window of its own for each test, which may complain of nothing.</summary>
public abstract class BrowserTest(QuickstartFixture quickstart) : IAsyncLifetime
{
    private readonly List<string> _complaints = [];
    private IBrowserContext? _context;
    private IPage? _page;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected QuickstartFixture Quickstart { get; } = quickstart;

    protected IPage Page => _page!;

    protected virtual bool HasJavaScript => true;

    /// <summary>For pages that are errors: browsers put their status into the console.</summary>
    protected string? ExpectedComplaint { get; set; }

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(Quickstart.Missing is not null, Quickstart.Missing ?? "");
        _context = await Quickstart.Browser.NewContextAsync(new() { JavaScriptEnabled = HasJavaScript });
        _page = await _context.NewPageAsync();
        _page.SetDefaultTimeout(QuickstartFixture.PatienceInMilliseconds);

        // Breaches of the content security policy are reported as console errors.
        _page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Add($"{_page.Url}: {message.Text}");
            }
        };
        _page.PageError += (_, error) => _complaints.Add($"{_page.Url}: {error}");
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_context is not null)
        {
            await _context.CloseAsync();
        }

        string[] unexpected = [.. _complaints.Where(complaint => complaint != ExpectedComplaint)];
        Assert.True(unexpected.Length == 0, string.Join('\n', unexpected));
    }
}

using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Mail;

/// <summary>Lets the host's clock go on while a test waits for one of its workers.</summary>
internal static class PassingTime
{
    /// <summary>Longer than a worker sleeps between two turns.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <remarks>
    /// A worker that was not asleep yet when the test moved the clock goes to sleep afterwards, and would sleep for ever.
    /// </remarks>
    public static async Task PassTimeUntilAsync(this IdpHost host, Task isOver)
    {
        while (await Task.WhenAny(isOver, Task.Delay(Pause, TestContext.Current.CancellationToken)) != isOver)
        {
            host.Clock.Advance(Step);
        }

        await isOver;
    }
}

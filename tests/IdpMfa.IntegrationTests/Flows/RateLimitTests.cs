using System.Net;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Flows;

public sealed class RateLimitTests
{
    [Theory]
    [InlineData("/account/login")]
    [InlineData("/connect/token")]
    public async Task After_600_requests_with_credentials_in_a_minute_an_address_waits(string path)
    {
        await using var host = await IdpHost.StartAsync();
        using var http = host.CreateClient();

        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 601; i++)
        {
            using var answer = await http.PostAsync(path, null, TestContext.Current.CancellationToken);
            statuses.Add(answer.StatusCode);
            Assert.Equal((i, i == 600), (i, answer.Headers.RetryAfter is not null));
        }

        Assert.All(statuses.SkipLast(1), status => Assert.Equal(HttpStatusCode.BadRequest, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }
}

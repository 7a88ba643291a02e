using System.Net;
using IdpMfa.IntegrationTests.Hosting;

namespace IdpMfa.IntegrationTests.Attacks;

/// <summary>What people, scripts and attackers type.</summary>
public sealed class OddInputAttacks
{
    public static TheoryData<string> OddCodes =>
        [
            "",
            "   ",
            "000000",
            "12345",
            "1234567",
            "123 45",
            "-1",
            "1e5",
            "null",
            "[]",
            "{}",
            "true",
            "١٢٣٤٥٦",
            "１２３４５６",
            "123456789012345678901234",
            "UUUU-UUUU-UUUU-UUUU-UUUU-UUUU",
            "0123-4567-89AB-CDEF-GHJK-MNP\u017F",
            "<script>alert(1)</script>",
            "' OR 1=1 --",
            "\uFFFD",
            "👩‍🚀👩‍🚀👩‍🚀",
        ];

    [Theory]
    [MemberData(nameof(OddCodes))]
    public async Task Attack_49_An_odd_code_is_refused_calmly_and_counted_once(string typed)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();

        var page = await browser.SubmitAsync(step, ("Input.Code", typed));

        Assert.Equal((HttpStatusCode.OK, "/account/mfa"), (page.Status, page.Path));
        Assert.NotNull(page.Alert);
        Assert.Equal(1, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Theory]
    [InlineData("12345\0")]
    [InlineData("\0\0\0\0\0\0")]
    public async Task Attack_49_A_form_with_NUL_in_it_is_no_form_and_counts_as_nothing(string typed)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();

        var page = await browser.SubmitAsync(step, ("Input.Code", typed));
        var login = await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), $"alice{typed}");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (page.Status, login.Status));
        Assert.NotNull(page.Alert);
        var state = await host.GetStateAsync("alice");
        Assert.Equal((0, 0), (state.SecondFactorFailures, state.PasswordFailures));
    }

    [Fact]
    public async Task Attack_49_A_very_long_code_is_refused_calmly_and_counted_once()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();

        var page = await browser.SubmitAsync(step, ("Input.Code", new string('1', 60_000)));

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(page.Html.Length < 10_000);
        Assert.Equal(1, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Fact]
    public async Task Attack_49_A_form_without_the_field_is_refused_calmly_and_counted_once_at_most()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();

        var page = await browser.SubmitAsync(step);

        Assert.Equal((HttpStatusCode.OK, "/account/mfa"), (page.Status, page.Path));
        Assert.InRange((await host.GetStateAsync("alice")).SecondFactorFailures, 0, 1);
    }

    [Fact]
    public async Task Attack_49_Two_codes_in_one_form_are_one_attempt()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();

        var page = await browser.SubmitAsync(
            step,
            ("Input.Code", host.WrongCodeOf(People.AliceKey)),
            ("Input.Code", host.CodeOf(People.AliceKey))
        );

        Assert.Equal((HttpStatusCode.OK, "/account/mfa"), (page.Status, page.Path));
        Assert.Equal(1, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Theory]
    [InlineData("/account/login")]
    [InlineData("/account/mfa")]
    [InlineData("/account/mfa/setup")]
    [InlineData("/account/mfa/proof")]
    [InlineData("/account/logout")]
    [InlineData("/profile")]
    [InlineData("/profile/mfa")]
    [InlineData("/connect/authorize")]
    public async Task Attack_49_A_very_long_address_is_no_fault_of_ours(string path)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();

        foreach (var length in new[] { 65, 1000, 1024, 1025, 4000 })
        {
            var key = new string('a', length);
            foreach (var query in new[] { $"i={key}", $"returnUrl=/{key}", $"notice={key}", $"%22%20={key}" })
            {
                using var opened = await browser
                    .Copy()
                    .SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{path}?{query}"));
                using var posted = await browser.Copy().PostAsync($"{path}?{query}", step.AntiforgeryOf(), ("i", key));

                Assert.True((int)opened.StatusCode < 500, $"GET {path}?{query[..10]}… {length}: {opened.StatusCode}");
                Assert.True((int)posted.StatusCode < 500, $"POST {path}?{query[..10]}… {length}: {posted.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData("Input.Code[]")]
    [InlineData("Input.Code[0]")]
    [InlineData("Input[Code]")]
    [InlineData("Input.Code.Value")]
    [InlineData("Input")]
    [InlineData("code")]
    public async Task Attack_49_A_field_of_another_shape_is_no_code_and_counted_once_at_most(string field)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();

        using var answer = await browser.PostAsync(
            "/account/mfa",
            step.AntiforgeryOf(),
            ("i", step.Interaction!),
            (field, host.WrongCodeOf(People.AliceKey))
        );

        Assert.Null(answer.Headers.Location);
        Assert.True((int)answer.StatusCode < 500);
        Assert.InRange((await host.GetStateAsync("alice")).SecondFactorFailures, 0, 1);
        await host.AssertIsRefusedAsync(browser);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("[\"{0}\"]")]
    [InlineData("{{\"Input\":{{\"Code\":{0}}}}}")]
    public async Task Attack_49_JSON_is_no_form_and_counts_as_nothing(string format)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();
        var json = string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            format,
            host.CodeOf(People.AliceKey)
        );
        using var request = new HttpRequestMessage(HttpMethod.Post, step.Address.PathAndQuery)
        {
            Content = new StringContent(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.TryAddWithoutValidation("RequestVerificationToken", step.AntiforgeryOf());

        using var answer = await browser.SendAsync(request);

        Assert.True((int)answer.StatusCode < 500);
        Assert.InRange((await host.GetStateAsync("alice")).SecondFactorFailures, 0, 1);
        await host.AssertIsRefusedAsync(browser);
    }

    [Fact]
    public async Task Attack_49_A_code_whose_leading_zero_was_dropped_is_refused()
    {
        await using var host = await IdpHost.StartAsync();
        while (!host.CodeOf(People.AliceKey).StartsWith('0'))
        {
            host.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        var (browser, step) = await host.OpenCodeStepAsync();

        var page = await browser.SubmitAsync(step, ("Input.Code", host.CodeOf(People.AliceKey).TrimStart('0')));

        Assert.NotNull(page.Alert);
        Assert.Equal(1, (await host.GetStateAsync("alice")).SecondFactorFailures);
        await host.AssertIsRefusedAsync(browser);
    }

    public static TheoryData<string, string> Spellings =>
        new()
        {
            { "spaces", " {0} {1} " },
            { "a dash", "{0}-{1}" },
            { "a pasted line break", "{0}{1}\r\n" },
            { "a no-break space", "{0}\u00A0{1}" },
            { "zero-width characters", "\u200B{0}\u200D{1}\uFEFF" },
        };

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Attack_49_The_right_code_is_accepted_however_it_is_spaced(string what, string format)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();
        var code = host.CodeOf(People.AliceKey);

        var typed = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, code[..3], code[3..]);
        var page = await browser.SubmitAsync(step, ("Input.Code", typed));

        Assert.True(page.IsAtRelyingParty, what);
    }

    [Theory]
    [InlineData('٠')]
    [InlineData('０')]
    [InlineData('۰')]
    [InlineData('०')]
    public async Task Attack_49_The_right_code_is_accepted_in_digits_of_any_script(char zero)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();

        var typed = string.Concat(host.CodeOf(People.AliceKey).Select(digit => (char)(zero + (digit - '0'))));
        var page = await browser.SubmitAsync(step, ("Input.Code", typed));

        Assert.True(page.IsAtRelyingParty);
    }

    [Theory]
    [InlineData("0123456789ABCDEFGHJKMNPV")]
    [InlineData("o123-4567-89ab-cdef-ghjk-mnpv")]
    [InlineData("OI23 4567 89AB CDEF GHJK MNPV")]
    [InlineData("0l23–4567–89ab–cdef–ghjk–mnpv\n")]
    [InlineData("０１２３-4567-89AB-CDEF-GHJK-MNPV")]
    public async Task A_recovery_token_is_accepted_as_people_type_it(string typed)
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();

        var page = await browser.SubmitAsync(step, ("Input.Code", typed));

        Assert.True(page.IsAtRelyingParty);
    }

    public static TheoryData<string> OddNames =>
        [
            "' OR 1=1 --",
            "%",
            "a_ice",
            "\uD800",
            "\u202Ealice",
            "alice@acme.test@acme.test",
            "<script>alert(1)</script>",
            "👩‍🚀",
        ];

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task An_odd_name_is_refused_with_the_usual_words(string userName)
    {
        await using var host = await IdpHost.StartAsync();
        var url = new RelyingParty(host).AuthorizeUrl();

        var usual = await host.OpenBrowser().GivePasswordAsync(url, "alice", "wrong");
        var odd = await host.OpenBrowser().GivePasswordAsync(url, userName);

        Assert.Equal((usual.Status, usual.Path, usual.Text), (odd.Status, odd.Path, odd.Text));
        Assert.Null(odd.Document.QuerySelector("main script"));
    }

    [Fact]
    public async Task Attack_49_A_form_of_a_megabyte_is_not_read_and_counts_as_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var (browser, step) = await host.OpenCodeStepAsync();

        var page = await browser.SubmitAsync(step, ("Input.Code", new string('1', 1024 * 1024)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, page.Status);
        Assert.NotNull(page.Alert);
        Assert.Equal(0, (await host.GetStateAsync("alice")).SecondFactorFailures);
    }

    [Fact]
    public async Task A_very_long_name_and_password_are_refused_with_the_usual_words()
    {
        await using var host = await IdpHost.StartAsync();
        var url = new RelyingParty(host).AuthorizeUrl();
        var huge = new string('a', 60_000);

        var usual = await host.OpenBrowser().GivePasswordAsync(url, "alice", "wrong");
        var name = await host.OpenBrowser().GivePasswordAsync(url, huge);
        var password = await host.OpenBrowser().GivePasswordAsync(url, "alice", huge);

        Assert.Equal((usual.Status, usual.Text), (name.Status, name.Text));
        Assert.Equal((usual.Status, usual.Text), (password.Status, password.Text));
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("alice", "")]
    [InlineData("   ", "   ")]
    public async Task A_form_that_is_not_filled_in_is_asked_for_again_and_charges_nobody(string name, string password)
    {
        await using var host = await IdpHost.StartAsync();

        var page = await host.OpenBrowser().GivePasswordAsync(new RelyingParty(host).AuthorizeUrl(), name, password);

        Assert.Equal((HttpStatusCode.OK, "/account/login"), (page.Status, page.Path));
        Assert.NotNull(page.Alert);
        Assert.Equal(0, (await host.GetStateAsync("alice")).PasswordFailures);
    }

    [Fact]
    public async Task No_page_sends_a_typed_secret_back()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var url = new RelyingParty(host).AuthorizeUrl();

        var password = await browser.GivePasswordAsync(url, "alice", "hunter2-of-the-test");
        var step = await browser.GivePasswordAsync(url, "alice");
        var code = await browser.SubmitAsync(step, ("Input.Code", "typed-code-of-the-test"));

        Assert.DoesNotContain("hunter2-of-the-test", password.Html);
        Assert.DoesNotContain("typed-code-of-the-test", code.Html);
    }
}

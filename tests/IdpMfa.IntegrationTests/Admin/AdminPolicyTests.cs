using System.Net;
using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;
using IdpMfa.IntegrationTests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Admin;

public sealed class AdminPolicyTests
{
    [Fact]
    public async Task Enforcing_takes_effect_remembers_when_and_is_written_down()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var policy = await browser.OpenAdminAsync(host, "/admin/policy");
        Assert.Equal(
            "optional",
            policy.Document.QuerySelector("select[name=Enforcement] option[selected]")!.GetAttribute("value")
        );

        var saved = await browser.SubmitAsync(policy, ("Enforcement", "enforced"));

        Assert.Equal("/admin/policy", saved.Path);
        Assert.Contains("saved", saved.Notice, StringComparison.Ordinal);
        var tenant = await GetAcmeAsync(host);
        Assert.Equal((MfaEnforcement.Enforced, host.Clock.GetUtcNow()), (tenant.Enforcement, tenant.EnforcedSince));
        Assert.Equal(EnrolmentProof.None, tenant.EnrolmentProof);
        Assert.Equal(
            "enforcement optional -> enforced",
            Assert.Single(await host.ListAuditAsync(AuditCode.PolicyChanged)).Detail
        );
        Assert.Equal("/account/mfa/setup", (await host.OpenBrowser().GivePasswordAsync("/profile", "bob")).Path);
    }

    [Fact]
    public async Task The_preview_saves_nothing_and_its_count_is_who_is_then_stopped()
    {
        await using var host = await IdpHost.StartAsync();
        await host.QueryAsync(db =>
            db.Users.Where(user => user.UserName == "bob")
                .ExecuteUpdateAsync(row => row.SetProperty(user => user.EmailConfirmed, false))
        );
        var browser = host.OpenBrowser();
        var policy = await browser.OpenAdminAsync(host, "/admin/policy");
        var form = policy.MainForm;
        form.SetAttribute("action", "/admin/policy?handler=Preview");

        var preview = await browser.SubmitAsync(policy, form, ("Enforcement", "enforced"), ("EnrolmentProof", "email"));

        Assert.Equal("1", preview.DataOf("data-preview"));
        Assert.Equal(["bob"], preview.Document.QuerySelectorAll(".rows a").Select(link => link.TextContent));
        Assert.Contains("No confirmed mail", preview.Text, StringComparison.Ordinal);
        Assert.Equal(
            "enforced",
            preview.Document.QuerySelector("select[name=Enforcement] option[selected]")!.GetAttribute("value")
        );
        Assert.Equal(MfaEnforcement.Optional, (await GetAcmeAsync(host)).Enforcement);
        Assert.Equal(0, await host.CountAuditAsync(AuditCode.PolicyChanged));
    }

    [Theory]
    [InlineData("Enforcement", "always", "off, optional or enforced")]
    [InlineData("Enforcement", "1", "off, optional or enforced")]
    [InlineData("GracePeriod", "soon", "grace period")]
    [InlineData("GracePeriod", "-1", "grace period")]
    [InlineData("GracePeriod", "366", "grace period")]
    [InlineData("GracePeriod", "99999999999", "grace period")]
    [InlineData("EnrolmentProof", "phone", "proved before set-up")]
    [InlineData("MinimumAcr", "phr", "minimum from the list")]
    [InlineData("MinimumAcr", "urn:nonsense", "minimum from the list")]
    [InlineData("RecoverySatisfiesMfa", "maybe", "recovery token counts")]
    public async Task What_can_not_be_read_changes_nothing(string field, string value, string words)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var policy = await browser.OpenAdminAsync(host, "/admin/policy");

        var page = await browser.SubmitAsync(policy, (field, value));

        Assert.Contains(words, page.Alert, StringComparison.Ordinal);
        Assert.Equal(0, await host.CountAuditAsync(AuditCode.PolicyChanged));
    }

    [Theory]
    [InlineData("7", 7 * 24)]
    [InlineData("12:00:00", 12)]
    [InlineData("2.12:00:00", 60)]
    public async Task A_grace_period_is_days_or_exact(string typed, int hours)
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var policy = await browser.OpenAdminAsync(host, "/admin/policy");

        await browser.SubmitAsync(policy, ("GracePeriod", typed));

        Assert.Equal(TimeSpan.FromHours(hours), (await GetAcmeAsync(host)).GracePeriod);
    }

    [Fact]
    public async Task A_stale_sign_in_saves_nothing()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var policy = await browser.OpenAdminAsync(host, "/admin/policy");
        host.Clock.Advance(TimeSpan.FromMinutes(11));

        var login = await browser.SubmitAsync(policy, ("Enforcement", "enforced"));

        Assert.Equal(("/account/login", "/admin/policy"), (login.Path, login.Parameter("returnUrl")));
        Assert.Equal(MfaEnforcement.Optional, (await GetAcmeAsync(host)).Enforcement);
    }

    [Fact]
    public async Task The_own_policy_is_changed_and_no_other_tenants()
    {
        await using var host = await IdpHost.StartAsync();
        var browser = host.OpenBrowser();
        var policy = await browser.OpenAdminAsync(host, "/admin/policy");

        await browser.SubmitAsync(policy, ("Enforcement", "off"), ("TenantId", "globex"), ("Id", "globex"));

        Assert.Equal(MfaEnforcement.Off, (await GetAcmeAsync(host)).Enforcement);
        Assert.Equal(
            MfaEnforcement.Enforced,
            (await host.QueryAsync(db => db.Set<Tenant>().SingleAsync(tenant => tenant.Id == "globex"))).Enforcement
        );
    }

    private static Task<Tenant> GetAcmeAsync(IdpHost host) =>
        host.QueryAsync(db => db.Set<Tenant>().AsNoTracking().SingleAsync(tenant => tenant.Id == "acme"));
}

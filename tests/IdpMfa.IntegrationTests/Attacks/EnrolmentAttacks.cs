using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Tenants;
using IdpMfa.IntegrationTests.Hosting;
using IdpMfa.IntegrationTests.Mail;
using Microsoft.EntityFrameworkCore;

namespace IdpMfa.IntegrationTests.Attacks;

public sealed class EnrolmentAttacks
{
    [Fact]
    public async Task Attack_19_A_thief_with_the_password_sees_no_key_without_the_mailbox()
    {
        await using var mailed = await MailedHost.StartAsync();
        var url = await AskForProofAsync(mailed);
        var thief = mailed.Host.OpenBrowser();

        var asked = await thief.GivePasswordAsync(url, "carol");
        var wrong = await thief.SubmitAsync(asked, ("Input.Code", "0000 0000"));
        var forced = await thief.OpenAsync(
            wrong.Address.PathAndQuery.Replace("proof", "setup", StringComparison.Ordinal)
        );
        var confirmed = await thief.SubmitAsync(forced, ("Input.Code", "123456"));

        Page[] pages = [asked, wrong, forced, confirmed];
        Assert.All(pages, page => Assert.Equal("/account/mfa/proof", page.Path));
        Assert.All(pages, page => Assert.Null(page.DataOf("data-mfa-key")));
        Assert.Equal("login_required", await thief.ProbeAsync(new RelyingParty(mailed.Host)));
    }

    [Fact]
    public async Task Attack_19_Whoever_reads_the_mailbox_sets_up_also_after_a_restart_and_is_told_by_mail()
    {
        await using var mailed = await MailedHost.StartAsync();
        var url = await AskForProofAsync(mailed);
        var before = mailed.Host.OpenBrowser();
        var asked = await before.GivePasswordAsync(url, "carol");
        var code = (await mailed.Smtp.WaitForAsync(mail => mail.To == "carol@globex.test"))[^1].Code;

        await mailed.RestartAsync();
        var browser = mailed.Host.OpenBrowser(before.Cookies);
        var setUp = await browser.SubmitAsync(asked, ("Input.Code", code));
        var done = await browser.ConfirmSetUpAsync(mailed.Host, setUp);

        Assert.Equal("/account/mfa/setup", setUp.Path);
        Assert.NotNull(done.DataOf("data-recovery-token"));
        await mailed.Smtp.WaitForAsync(mail => mail.To == "carol@globex.test", count: 2);
    }

    private static async Task<string> AskForProofAsync(MailedHost mailed)
    {
        await mailed.Host.QueryAsync(db =>
            db.Set<Tenant>()
                .ExecuteUpdateAsync(row => row.SetProperty(tenant => tenant.EnrolmentProof, EnrolmentProof.Email))
        );
        return new RelyingParty(mailed.Host).AuthorizeUrl();
    }
}

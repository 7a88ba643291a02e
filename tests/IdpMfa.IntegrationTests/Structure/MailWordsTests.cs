using System.Xml.Linq;
using IdpMfa.Core.Mail;

namespace IdpMfa.IntegrationTests.Structure;

/// <summary>Every kind of mail has its words, and there are no others.</summary>
public sealed class MailWordsTests
{
    private static readonly MailKind[] _withLink = [MailKind.Unlock, MailKind.PasswordReset, MailKind.ConfirmAddress];

    [Fact]
    public void Every_kind_has_a_subject_a_body_and_what_to_do_and_those_with_links_name_them()
    {
        var existing = XDocument
            .Load(Path.Combine(Repository.Src, "IdpMfa.Web", "Resources", "MailWords.resx"))
            .Descendants("data")
            .Select(data => data.Attribute("name")!.Value)
            .Order(StringComparer.Ordinal);

        var needed = Enum.GetValues<MailKind>()
            .SelectMany(kind => new[] { $"{kind}.Subject", $"{kind}.Body", $"{kind}.After" })
            .Concat(_withLink.Select(kind => $"{kind}.Action"))
            .Concat(["Greeting", "Footer"])
            .Order(StringComparer.Ordinal);

        Assert.Equal(needed, existing);
    }
}

using IdpMfa.Core.Mail;
using IdpMfa.Server.Configuration;
using Microsoft.Extensions.Options;

namespace IdpMfa.Server.Mail;

/// <summary>Writes mails as .eml files while no mail server is set: for a first look, and for programs that pick them up.</summary>
internal sealed class PickupTransport(MimeMessages messages, IOptions<ServerOptions> options) : IMailTransport
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public async Task SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var folder = options.Value.Mail.PickupDirectory;
        var file = Path.Combine(folder, $"{mail.Id:N}.eml");
        var unfinished = $"{file}.tmp";
        using var message = messages.Create(mail);
        try
        {
            CreateFolder(folder);

            // Moved at the end, so that nobody reads half a mail; a second sending replaces the first.
            await using (var stream = new FileStream(unfinished, ToWrite()))
            {
                await message.WriteToAsync(stream, ct);
            }

            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MailNotSentException("the pickup directory can't be written to", exception);
        }
    }

    // Links that unlock are in them: other users of the machine must not read them.
    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    private static FileStreamOptions ToWrite()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}

using System.Net.Mail;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Totp;
using IdpMfa.Server.Configuration;
using IdpMfa.Server.Provisioning.Entries;

namespace IdpMfa.Server.Provisioning.Reading;

/// <summary>Reads users. What it refuses of a password, hash, key or token it never repeats.</summary>
internal static class UserReader
{
    private const string Admin = "admin";

    private static readonly string[] _members =
    [
        "email",
        "emailConfirmed",
        "password",
        "passwordHash",
        "roles",
        "disabled",
        "totp",
        "recoveryTokens",
    ];

    public static ProvisionedUser Read(JsonObjectReader reader)
    {
        var tenant = reader.RequiredText("tenant");
        reader.CheckWords("tenant", tenant);
        var userName = reader.RequiredText("userName");
        reader.CheckWords("userName", userName);
        var email = ReadEmail(reader);
        var emailConfirmed = reader.Flag("emailConfirmed", false);
        if (emailConfirmed && email is null)
        {
            reader.Refuse("emailConfirmed", "is true without an email; write the address too");
        }

        var password = ReadPassword(reader);
        var passwordHash = ReadPasswordHash(reader);
        if (password is not null && passwordHash is not null)
        {
            reader.Refuse("passwordHash", "is written beside a password; keep one of them");
        }

        var totp = reader.Object("totp", ReadTotp)?.Secret;
        return new ProvisionedUser
        {
            Path = reader.Path,
            TenantId = tenant ?? "",
            UserName = userName ?? "",
            Email = email,
            EmailConfirmed = emailConfirmed,
            Password = password,
            PasswordHash = passwordHash,
            IsAdmin = ReadRoles(reader),
            IsDisabled = reader.Flag("disabled", false),
            Totp = totp,
            RecoveryTokens = ReadRecoveryTokens(reader),
            Written = _members.Where(reader.Has).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static string? ReadEmail(JsonObjectReader reader)
    {
        var email = reader.Text("email");
        reader.CheckWords("email", email);
        if (
            !string.IsNullOrWhiteSpace(email)
            && (!MailAddress.TryCreate(email, out var address) || address.Address != email)
        )
        {
            reader.Refuse("email", "is not a mail address");
        }

        return email;
    }

    private static SecretText? ReadPassword(JsonObjectReader reader)
    {
        if (reader.Text("password") is not { } password)
        {
            return null;
        }

        if (password.Length == 0)
        {
            reader.Refuse("password", "is empty; leave it out for a user who can't sign in with a password yet");
        }

        return new SecretText(password);
    }

    private static SecretText? ReadPasswordHash(JsonObjectReader reader)
    {
        if (reader.Text("passwordHash") is not { } hash)
        {
            return null;
        }

        if (!IdentityHash.IsPlausible(hash))
        {
            reader.Refuse("passwordHash", "is not an ASP.NET Core Identity v3 hash");
        }

        return new SecretText(hash);
    }

    private static bool ReadRoles(JsonObjectReader reader)
    {
        var roles = reader.Texts("roles") ?? [];
        foreach (var (path, role) in roles.Where(entry => entry.Text != Admin))
        {
            reader.RefuseAt(
                path,
                $"'{role}' is not a role{NearestName.Suggestion(role, [Admin])}; the only one is {Admin}"
            );
        }

        return roles.Any(entry => entry.Text == Admin);
    }

    private static Authenticator ReadTotp(JsonObjectReader reader)
    {
        var text = reader.RequiredText("secret");
        TotpSecret? secret = null;
        if (text is not null && !TotpSecret.TryParseBase32(text, out secret))
        {
            reader.Refuse("secret", $"is not base32 (A-Z and 2-7) of at least {TotpSecret.MinKeyLength} bytes");
        }

        return new Authenticator(secret);
    }

    private static List<RecoveryToken> ReadRecoveryTokens(JsonObjectReader reader)
    {
        var written = reader.Texts("recoveryTokens") ?? [];
        if (written.Count > 0 && !reader.Has("totp"))
        {
            reader.Refuse("recoveryTokens", "stand in for an authenticator; write totp too");
        }

        if (written.Count > RecoveryTokenOptions.MaxCount)
        {
            reader.Refuse("recoveryTokens", $"are more than {RecoveryTokenOptions.MaxCount}");
        }

        var tokens = new List<RecoveryToken>();
        foreach (var (path, text) in written)
        {
            if (!RecoveryToken.TryParse(text, out var token))
            {
                reader.RefuseAt(
                    path,
                    $"is not a recovery token: {RecoveryToken.Length} characters of Crockford base32, the last of which checks the others"
                );
            }
            else if (tokens.Contains(token!))
            {
                reader.RefuseAt(path, "is the same as one before");
            }
            else
            {
                tokens.Add(token!);
            }
        }

        return tokens;
    }

    private sealed record Authenticator(TotpSecret? Secret);
}

using System.Text.Json;
using IdpMfa.Core.Totp;

namespace Quickstart.DemoPhone;

/// <summary>An authenticator app in the relying party: for trying things out, and nowhere else.</summary>
internal sealed class Phone(string file, IReadOnlyList<DemoUser> users)
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, string> _added = Load(file);

    /// <summary>What was pasted, the newest first, then the demo users who have not set up anew.</summary>
    public IReadOnlyList<PhoneAccount> ListAccounts()
    {
        lock (_lock)
        {
            var provisioned = users.Where(user =>
                user.AuthenticatorKey is not null && !_added.ContainsKey(user.Account)
            );
            return
            [
                .. _added.Reverse().Select(account => Account(account.Key, account.Value)),
                .. provisioned.Select(user => Account(user.Account, user.AuthenticatorKey!)),
            ];
        }
    }

    /// <summary>Takes what a camera would read from the QR code, or the key alone.</summary>
    /// <returns>False where it is neither.</returns>
    public bool TryAdd(string pasted)
    {
        var (name, key) = Split(pasted.Trim());
        if (!TotpSecret.TryParseBase32(key, out var secret))
        {
            return false;
        }

        lock (_lock)
        {
            // Set up again: the new key takes the old one's place.
            _added.Remove(name);
            _added.Add(name, secret!.ToBase32());
            File.WriteAllText(file, JsonSerializer.Serialize(_added));
        }

        return true;
    }

    private static (string Name, string Key) Split(string pasted)
    {
        if (!Uri.TryCreate(pasted, UriKind.Absolute, out var link) || link.Scheme != "otpauth")
        {
            return ("a pasted key", pasted);
        }

        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(link.Query);
        return (Uri.UnescapeDataString(link.AbsolutePath.TrimStart('/')), query["secret"].ToString());
    }

    private static PhoneAccount Account(string name, string key) =>
        TotpSecret.TryParseBase32(key, out var secret)
            ? new PhoneAccount(name, secret!)
            : throw new InvalidDataException($"The key of {name} is no base32 of 16 bytes or more.");

    private static OrderedDictionary<string, string> Load(string file) =>
        File.Exists(file) ? JsonSerializer.Deserialize<OrderedDictionary<string, string>>(File.ReadAllText(file))! : [];
}

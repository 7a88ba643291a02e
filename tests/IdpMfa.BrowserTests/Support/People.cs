using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace IdpMfa.BrowserTests.Support;

/// <summary>
/// The sample's users, and one more for each test that needs to give a code: a code counts once in 30 seconds, and
/// tests don't wait.
/// </summary>
internal sealed class People
{
    private readonly JsonNode _file;

    private People(JsonNode file) => _file = file;

    /// <summary>Writes the template that the quickstart under test starts from.</summary>
    public static People Write(string template, string target)
    {
        var people = new People(JsonNode.Parse(File.ReadAllText(template))!);
        people.Add("erin", "acme", hasAuthenticator: true);
        people.Add("frank", "acme", hasAuthenticator: true);
        people.Add("grace", "acme", hasAuthenticator: true);
        people.Add("heidi", "acme", hasAuthenticator: false);
        people.Add("ivan", "globex", hasAuthenticator: false);
        people.AddFrom(Path.Combine(AppContext.BaseDirectory, "Tour", "tour.json"));
        File.WriteAllText(target, people._file.ToJsonString());
        return people;
    }

    public Person this[string userName] =>
        Users
            .Where(user => (string)user!["userName"]! == userName)
            .Select(user => new Person(userName, (string)user!["password"]!, (string?)user["totp"]?["secret"]))
            .Single();

    private JsonArray Users => _file["users"]!.AsArray();

    /// <summary>Adds the tenants and users of another provisioning file.</summary>
    private void AddFrom(string file)
    {
        var more = JsonNode.Parse(File.ReadAllText(file))!;
        foreach (var list in new[] { "tenants", "users" })
        {
            foreach (var entry in more[list]!.AsArray())
            {
                _file[list]!.AsArray().Add(entry!.DeepClone());
            }
        }
    }

    private void Add(string userName, string tenant, bool hasAuthenticator) =>
        Users.Add(
            new JsonObject
            {
                ["tenant"] = tenant,
                ["userName"] = userName,
                ["email"] = $"{userName}@{tenant}.test",
                ["emailConfirmed"] = true,
                ["password"] = RandomNumberGenerator.GetHexString(20),
                ["totp"] = hasAuthenticator ? new JsonObject { ["secret"] = NewKey() } : null,
            }
        );

    private static string NewKey() => RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32);
}

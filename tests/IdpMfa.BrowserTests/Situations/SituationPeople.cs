using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IdpMfa.BrowserTests.Support;

namespace IdpMfa.BrowserTests.Situations;

/// <summary>Who is in which situation: somebody else in each test, since codes and tokens count once.</summary>
internal sealed class SituationPeople
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private readonly Dictionary<string, Person> _people = [];
    private readonly JsonArray _users = [];

    private SituationPeople() { }

    public Person this[string userName] => _people[userName];

    /// <summary>Writes the template that the quickstart starts from: the sample's application, with tenants and users of ours.</summary>
    public static SituationPeople Write(string template, string target)
    {
        var people = new SituationPeople();
        people.Add("acme", "clara", hasPhone: true);
        people.Add("acme", "hanna", hasPhone: true, hasToken: true);
        people.Add("acme", "otis", hasPhone: true, hasToken: true);
        people.Add("acme", "nora", hasPhone: true, hasToken: true);
        people.Add("acme", "lou", hasPhone: true);
        people.Add("acme", "wim", hasPhone: true);
        people.Add("acme", "pat", hasPhone: true);
        people.Add("acme", "dina", hasPhone: true);
        people.Add("acme", "rob", hasPhone: true);
        people.Add("acme", "amy", hasPhone: true, isAdmin: true);
        people.Add("globex", "theo");
        people.Add("globex", "eva");
        people.Add("globex", "ned", hasMail: false);
        people.Add("globex", "ella", hasPhone: true);
        people.Add("globex", "gus", hasPhone: true, isAdmin: true);
        people.Add("initech", "sam");
        people.Add("initech", "ira", hasPhone: true, isAdmin: true);
        people.Add("hooli", "oona", hasPhone: true, isAdmin: true);

        var file = JsonNode.Parse(File.ReadAllText(template))!;
        file["tenants"] = new JsonArray(
            Tenant("acme", "optional"),
            Tenant("globex", "enforced"),
            Tenant("initech", "optional"),
            Tenant("hooli", "enforced")
        );
        file["users"] = people._users;
        File.WriteAllText(target, file.ToJsonString());
        return people;
    }

    private static JsonObject Tenant(string id, string enforcement) =>
        new()
        {
            ["id"] = id,
            ["name"] = id,
            ["mfa"] = new JsonObject { ["enforcement"] = enforcement, ["enrolmentProof"] = "email" },
        };

    private void Add(
        string tenant,
        string userName,
        bool hasPhone = false,
        bool hasToken = false,
        bool isAdmin = false,
        bool hasMail = true
    )
    {
        var person = new Person(
            userName,
            RandomNumberGenerator.GetHexString(20),
            hasPhone ? RandomNumberGenerator.GetString(Base32, 32) : null,
            hasToken ? NewRecoveryToken() : null,
            hasMail ? $"{userName}@{tenant}.test" : null
        );
        _people.Add(userName, person);
        _users.Add(
            new JsonObject
            {
                ["tenant"] = tenant,
                ["userName"] = userName,
                ["email"] = person.Email,
                ["emailConfirmed"] = hasMail,
                ["password"] = person.Password,
                ["roles"] = isAdmin ? new JsonArray("admin") : [],
                ["totp"] = hasPhone ? new JsonObject { ["secret"] = person.Key } : null,
                ["recoveryTokens"] = hasToken ? new JsonArray(person.RecoveryToken) : [],
            }
        );
    }

    /// <summary>Twenty-three random characters and the one that makes the sum right: Luhn's algorithm modulo 32.</summary>
    private static string NewRecoveryToken()
    {
        var body = RandomNumberGenerator.GetString(Crockford, 23);
        var sum = body.Reverse()
            .Select((character, place) => Crockford.IndexOf(character) * (place % 2 == 0 ? 2 : 1))
            .Sum(value => (value / 32) + (value % 32));
        var token = $"{body}{Crockford[(32 - (sum % 32)) % 32]}";
        return string.Join('-', token.Chunk(4).Select(group => new string(group)));
    }
}

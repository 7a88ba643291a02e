using System.Text;
using System.Text.Json;
using IdpMfa.Server.Provisioning.Entries;
using Microsoft.AspNetCore.Identity;

namespace IdpMfa.Server.Provisioning.Reading;

/// <summary>Reads a provisioning file strictly: what it doesn't understand it refuses, and it names every problem.</summary>
/// <remarks>Comments and trailing commas are tolerated, since people write these files.</remarks>
internal static class ProvisioningReader
{
    private static readonly JsonDocumentOptions _tolerances = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <param name="json">The file, in UTF-8.</param>
    /// <param name="known">What the server has already.</param>
    /// <param name="normalizer">Says which names are the same.</param>
    public static ProvisioningReading Read(ReadOnlyMemory<byte> json, KnownNames known, ILookupNormalizer normalizer)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(json), _tolerances);
            return Read(document.RootElement, known, normalizer);
        }
        catch (JsonException exception)
        {
            // The parser's own words may repeat what stands there, and that may be a password.
            var where = $"line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}";
            return new ProvisioningReading.Refused([
                new ProvisioningProblem(
                    where,
                    "is not valid JSON; look for a missing quote, comma or bracket here or just before"
                ),
            ]);
        }
    }

    private static ProvisioningReading Read(JsonElement root, KnownNames known, ILookupNormalizer normalizer)
    {
        var problems = new List<ProvisioningProblem>();
        if (JsonObjectReader.TryCreate(root, "$", problems) is not { } reader)
        {
            return new ProvisioningReading.Refused(problems);
        }

        var file = new ProvisioningFile(
            reader.Objects("tenants", TenantReader.Read),
            reader.Objects("users", UserReader.Read),
            reader.Objects("clients", ClientReader.Read),
            reader.Objects("scopes", ScopeReader.Read)
        );
        reader.RefuseUnknown();
        problems.AddRange(Duplicates.Find(file, normalizer));
        problems.AddRange(References.FindBroken(file, known));

        return problems.Count == 0 ? new ProvisioningReading.Usable(file) : new ProvisioningReading.Refused(problems);
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json;
}

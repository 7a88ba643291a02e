namespace Quickstart;

/// <summary>Where everything lies that the quickstart writes.</summary>
internal sealed record DataFolder(string Path)
{
    public string Database => In("idpmfa.db");

    public string Mails => In("mails");

    public string Provisioning => In("provisioning.json");

    public string PhoneAccounts => In("demo-phone.json");

    public string RelyingPartyKeys => In("relying-party-keys");

    public string ConnectionString => $"Data Source={Database}";

    public void Create() => Directory.CreateDirectory(Path);

    /// <summary>Deletes what the quickstart wrote, and nothing else that may lie in a folder given by --data.</summary>
    public void Delete()
    {
        foreach (var file in new[] { Database, $"{Database}-shm", $"{Database}-wal", Provisioning, PhoneAccounts })
        {
            File.Delete(file);
        }

        foreach (var folder in new[] { Mails, RelyingPartyKeys }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}

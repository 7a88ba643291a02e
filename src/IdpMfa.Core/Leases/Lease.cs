namespace IdpMfa.Core.Leases;

/// <summary>Work that one node of a cluster does at a time, and who has it for now.</summary>
public sealed class Lease
{
    /// <summary>The engine's and our expired rows.</summary>
    public const string Pruning = "pruning";

    /// <summary>Mails that are due, and requests for mails.</summary>
    public const string Outbox = "outbox";

    /// <summary>Who takes a mail address or a user name; see <see cref="ILeaseStore.HoldAsync"/>.</summary>
    public const string Names = "names";

    public required string Name { get; init; }

    /// <summary>The node, a name of the process's own; empty while nobody has it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>From here on any node may take it.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>Moves whenever the row is held, so that two transactions that hold it on two nodes can't both commit.</summary>
    public int Holds { get; init; }
}

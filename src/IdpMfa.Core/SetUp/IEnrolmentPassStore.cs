using IdpMfa.Core.Users;

namespace IdpMfa.Core.SetUp;

/// <summary>The enrolment passes of users.</summary>
public interface IEnrolmentPassStore
{
    /// <summary>Stores a pass instead of the user's earlier one.</summary>
    Task ReplaceAsync(StoredEnrolmentPass pass, CancellationToken ct);

    /// <summary>The user's newest pass, a used or expired one included.</summary>
    Task<StoredEnrolmentPass?> FindAsync(UserId user, CancellationToken ct);

    /// <summary>
    /// Marks a pass as used, where it is unused and has not expired. One conditional UPDATE, whose row count decides:
    /// exactly one caller ever gets true.
    /// </summary>
    Task<bool> TryConsumeAsync(Guid passId, DateTimeOffset now, CancellationToken ct);
}

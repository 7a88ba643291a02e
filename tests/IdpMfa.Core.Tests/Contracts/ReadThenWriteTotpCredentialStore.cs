using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;

namespace IdpMfa.Core.Tests.Contracts;

/// <summary>
/// The mistake that the contract exists to find: it reads the last used step, and writes if the step it read was older.
/// All readers meet between read and write, so that the race is certain.
/// </summary>
public sealed class ReadThenWriteTotpCredentialStore(ITotpCredentialStore inner, UserId user, MeetingPoint afterReading)
    : ITotpCredentialStore
{
    public async Task<bool> TryConsumeStepAsync(Guid credentialId, long step, DateTimeOffset now, CancellationToken ct)
    {
        var credentials = await inner.ListAsync(user, ct);
        await afterReading.ArriveAsync();
        if (credentials.Single(credential => credential.Id == credentialId).LastUsedStep >= step)
        {
            return false;
        }

        await inner.TryConsumeStepAsync(credentialId, step, now, ct);
        return true;
    }

    public Task<IReadOnlyList<TotpCredential>> ListAsync(UserId user, CancellationToken ct) =>
        inner.ListAsync(user, ct);

    public Task AddAsync(TotpCredential credential, CancellationToken ct) => inner.AddAsync(credential, ct);

    public Task DeleteAllAsync(UserId user, CancellationToken ct) => inner.DeleteAllAsync(user, ct);

    public Task ChargeAllAsync(UserId user, CancellationToken ct) => inner.ChargeAllAsync(user, ct);

    public Task<DateTimeOffset?> FindSpentAsync(Guid factorId, long step, CancellationToken ct) =>
        inner.FindSpentAsync(factorId, step, ct);

    public Task SpendAsync(SpentStep spent, CancellationToken ct) => inner.SpendAsync(spent, ct);
}

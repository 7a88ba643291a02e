using System.Globalization;
using IdpMfa.Core.Administration;

namespace IdpMfa.Server.Cli;

/// <summary>Puts the state of users into lines for a terminal and for scripts.</summary>
internal static class UserWords
{
    /// <summary>Tab-separated: user name, address, MFA, state, last sign-in.</summary>
    public static string Line(UserOverview user) =>
        string.Join(
            '\t',
            user.Account.UserName,
            user.Account.Email ?? "-",
            Mfa(user),
            string.Join(',', Marks(user).DefaultIfEmpty("-")),
            Time(user.State.LastSignInAt)
        );

    public static IReadOnlyList<string> Describe(UserOverview user) =>
        [
            $"user name: {user.Account.UserName}",
            $"id: {user.Account.Id}",
            $"tenant: {user.Account.TenantId}",
            $"email: {user.Account.Email ?? "-"}{(user.Account is { Email: not null, EmailConfirmed: false } ? " (not confirmed)" : "")}",
            $"state: {string.Join(", ", Marks(user).DefaultIfEmpty("-"))}",
            $"locked since: {Time(user.State.SignIn?.LockedAt)}",
            $"MFA: {Mfa(user)}",
            $"MFA set up: {Time(user.State.FactorConfirmedAt)}",
            $"MFA last used: {Time(user.State.FactorLastUsedAt)}",
            $"recovery tokens left: {user.State.RecoveryTokensLeft.ToString(CultureInfo.InvariantCulture)}",
            $"failed passwords: {(user.State.SignIn?.PasswordFailures ?? 0).ToString(CultureInfo.InvariantCulture)}",
            $"failed codes: {(user.State.SignIn?.SecondFactorFailures ?? 0).ToString(CultureInfo.InvariantCulture)}",
            $"last sign-in: {Time(user.State.LastSignInAt)}",
        ];

    private static string Mfa(UserOverview user) =>
        (user.State.HasFactor, user.State.SignIn?.MustEnrol ?? false) switch
        {
            (true, _) => "enrolled",
            (false, true) => "must-enrol",
            _ => "none",
        };

    private static IEnumerable<string> Marks(UserOverview user)
    {
        if (user.Account.IsAdmin)
        {
            yield return "admin";
        }

        if (user.State.IsLocked)
        {
            yield return "locked";
        }

        if (user.Account.IsDisabled)
        {
            yield return "disabled";
        }
    }

    private static string Time(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}

namespace Quickstart;

internal static class Welcome
{
    public static void Print(QuickstartOptions options, IReadOnlyList<DemoUser> users)
    {
        var nameWidth = users.Max(user => user.Name.Length);
        var passwordWidth = users.Max(user => user.Password.Length);
        var tenantWidth = users.Max(user => user.Tenant.Length);
        var lines = users.Select(user =>
            $"    {user.Name.PadRight(nameWidth)}  {user.Password.PadRight(passwordWidth)}  "
            + $"{user.Tenant.PadRight(tenantWidth)}  {Factors(user)}"
        );

        Console.WriteLine(
            $"""

            IdpMfa quickstart

              Start here         {options.RelyingParty}   (the relying party)
              Identity provider  {options.Issuer}
              Demo phone         {options.RelyingParty}/demo-phone   (codes, for who has no phone at hand)

              Users and passwords, as they are at first (--reset starts anew)
            {string.Join(Environment.NewLine, lines)}

              Data               {options.Data.Path}
              Mails              {options.Data.Mails}
              Lift a lock        dotnet run --project src/IdpMfa.Server -- users unlock --tenant acme --user alice --ConnectionStrings:IdpMfa "{options
                .Data
                .ConnectionString}"

            Press Ctrl+C to stop.
            """
        );
    }

    private static string Factors(DemoUser user) =>
        user switch
        {
            { AuthenticatorKey: null } => "no authenticator",
            { RecoveryTokens: [] } => "authenticator",
            _ => $"authenticator, recovery token {string.Join(", ", user.RecoveryTokens)}",
        };
}

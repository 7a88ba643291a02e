using IdpMfa.Core.Audit;
using IdpMfa.Core.Enforcement;
using IdpMfa.Core.Lockout;
using IdpMfa.Core.Recovery;
using IdpMfa.Core.Secrets;
using IdpMfa.Core.Tenants;
using IdpMfa.Core.Totp;
using IdpMfa.Core.Users;
using IdpMfa.OpenIddict;
using IdpMfa.Server.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace IdpMfa.IntegrationTests.Provisioning;

public sealed class ApplyingAFile(ProvisionedDatabase database) : IClassFixture<ProvisionedDatabase>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.ApplyAsync(ExampleFile.Json);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_tenant_has_the_policy_of_the_file_and_its_grace_period_runs_from_now()
    {
        var tenant = await database.InScopeAsync(provider =>
            provider.GetRequiredService<ITenantStore>().FindAsync("acme", Ct)
        );

        Assert.Equal("Acme", tenant!.Name);
        Assert.Equal(MfaEnforcement.Enforced, tenant.Enforcement);
        Assert.Equal(database.Clock.GetUtcNow(), tenant.EnforcedSince);
        Assert.Equal(TimeSpan.FromDays(1), tenant.GracePeriod);
        Assert.Equal(EnrolmentProof.None, tenant.EnrolmentProof);
    }

    [Fact]
    public async Task A_user_is_found_by_name_and_address_and_has_the_password()
    {
        var (byName, byAddress, isRight) = await database.InScopeAsync(async provider =>
        {
            var users = provider.GetRequiredService<IUserDirectory>();
            var alice = await users.FindByLoginNameAsync("ALICE", Ct);
            return (
                alice,
                await users.FindByLoginNameAsync("Alice@Acme.test", Ct),
                await users.VerifyPasswordAsync(alice, "Alice's", Ct)
            );
        });

        Assert.Equal(byName, byAddress);
        Assert.True(byName!.IsAdmin);
        Assert.True(isRight);
    }

    [Fact]
    public async Task A_disabled_user_is_disabled_and_no_admin()
    {
        var bob = await database.GetUserAsync("bob");

        Assert.True(bob.IsDisabled);
        Assert.False(bob.IsAdmin);
        Assert.False(string.IsNullOrEmpty(bob.SecurityStamp));
    }

    [Fact]
    public async Task The_authenticators_key_is_encrypted_for_its_user_and_no_code_is_spent()
    {
        var alice = UserId.From((await database.GetUserAsync("Alice")).Id.ToString());

        var (credential, key) = await database.InScopeAsync(async provider =>
        {
            var stored = Assert.Single(await provider.GetRequiredService<ITotpCredentialStore>().ListAsync(alice, Ct));
            var protector = provider.GetRequiredService<ISecretProtector>();
            return (stored, protector.TryUnprotect(SecretPurpose.TotpKey, alice, stored.Secret));
        });

        Assert.Equal(FileReading.TotpSecret, TotpSecret.FromKey(key).ToBase32());
        Assert.Equal(0, credential.LastUsedStep);
        Assert.Equal(database.Clock.GetUtcNow(), credential.ConfirmedAt);
    }

    [Fact]
    public async Task Recovery_tokens_are_stored_as_hashes_and_counters_are_there()
    {
        var alice = UserId.From((await database.GetUserAsync("Alice")).Id.ToString());
        Assert.True(RecoveryToken.TryParse(FileReading.RecoveryToken, out var token));

        var (stored, state) = await database.InScopeAsync(async provider =>
            (
                await provider.GetRequiredService<IRecoveryTokenStore>().ListAsync(alice, Ct),
                await provider.GetRequiredService<IAttemptStore>().FindAsync(alice, Ct)
            )
        );

        Assert.Equal(RecoveryTokenHash.Compute(alice, token!), Assert.Single(stored).Hash);
        Assert.Null(stored[0].UsedAt);
        Assert.NotNull(state);
    }

    [Fact]
    public async Task A_client_with_a_secret_has_what_the_file_says()
    {
        var (client, isRight) = await FindClientAsync("web", "web's secret");

        Assert.True(isRight);
        Assert.NotEqual("web's secret", client.ClientSecret);
        Assert.Equal(ClientTypes.Confidential, client.ClientType);
        Assert.Equal(ConsentTypes.Implicit, client.ConsentType);
        Assert.Equal("Web", client.DisplayName);
        Assert.Equal("https://web.test/cb", Assert.Single(client.RedirectUris).OriginalString);
        Assert.Equal("https://web.test/", Assert.Single(client.PostLogoutRedirectUris).OriginalString);
        Assert.Contains(Requirements.Features.ProofKeyForCodeExchange, client.Requirements);
        Assert.Superset(
            new HashSet<string>([
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.Endpoints.EndSession,
                Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Prefixes.Scope + "api",
            ]),
            client.Permissions
        );
        Assert.True(client.Properties[ClientProperties.RequireMfa].GetBoolean());
        Assert.Equal("urn:idpmfa:acr:mfa", client.Properties[ClientProperties.MinimumAcr].GetString());
        Assert.Equal("default", client.Properties[ClientProperties.Theme].GetString());
    }

    [Fact]
    public async Task A_client_without_a_secret_is_public_and_needs_pkce_whatever_the_file_says()
    {
        var (client, _) = await FindClientAsync("spa", "");

        Assert.Equal(ClientTypes.Public, client.ClientType);
        Assert.Null(client.ClientSecret);
        Assert.Contains(Requirements.Features.ProofKeyForCodeExchange, client.Requirements);
        Assert.DoesNotContain(Permissions.GrantTypes.RefreshToken, client.Permissions);
        Assert.False(client.Properties.ContainsKey(ClientProperties.RequireMfa));
    }

    [Fact]
    public async Task A_scope_has_its_resources()
    {
        var scope = await database.InScopeAsync(async provider =>
        {
            var scopes = provider.GetRequiredService<IOpenIddictScopeManager>();
            var descriptor = new OpenIddictScopeDescriptor();
            await scopes.PopulateAsync(descriptor, (await scopes.FindByNameAsync("api", Ct))!, Ct);
            return descriptor;
        });

        Assert.Equal("API", scope.DisplayName);
        Assert.Equal(["api"], scope.Resources);
    }

    [Fact]
    public async Task The_run_is_in_the_audit()
    {
        var run = await database.QueryAsync(db =>
            db.Set<AuditEvent>().SingleAsync(e => e.Code == AuditCode.ProvisioningApplied, Ct)
        );

        Assert.Equal("command_line", run.Actor);
    }

    [Fact]
    public async Task A_second_run_writes_nothing()
    {
        database.TakeWrites();

        var applied = await database.ApplyAsync(ExampleFile.Json);

        Assert.Empty(applied.Changes);
        Assert.Equal(0, database.TakeWrites());
    }

    [Fact]
    public async Task No_secret_of_the_file_is_in_the_database()
    {
        var bytes = await database.ReadAllTextAsync();

        Assert.Contains("Alice", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("Alice's", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("web's secret", bytes, StringComparison.Ordinal);
        Assert.DoesNotContain(FileReading.TotpSecret, bytes, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789ABCDEFGHJKMNPV", bytes, StringComparison.Ordinal);
    }

    private Task<(OpenIddictApplicationDescriptor Client, bool IsRightSecret)> FindClientAsync(
        string id,
        string secret
    ) =>
        database.InScopeAsync(async provider =>
        {
            var applications = provider.GetRequiredService<IOpenIddictApplicationManager>();
            var application = (await applications.FindByClientIdAsync(id, Ct))!;
            var descriptor = new OpenIddictApplicationDescriptor();
            await applications.PopulateAsync(descriptor, application, Ct);
            var isRight = secret.Length > 0 && await applications.ValidateClientSecretAsync(application, secret, Ct);
            return (descriptor, isRight);
        });
}

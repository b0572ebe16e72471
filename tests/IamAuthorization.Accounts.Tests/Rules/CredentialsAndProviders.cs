using System.Text;
using IamAuthorization.Policies;
using static IamAuthorization.Accounts.Tests.AccountWorld;
using Codes = IamAuthorization.Accounts.IamErrorCodes;

namespace IamAuthorization.Accounts.Tests;

/// <summary>Passwords, devices, keys, providers, aliases and resource policies.</summary>
public sealed class CredentialsAndProviders
{
    private const string Good = "Correct-horse-7";

    public static TheoryData<string, string?> DefaultPasswords => new()
    {
        { Good, null },
        { "Corr-7", "Password should have a minimum length of 8" },
        { "correct-horse", "Password should have at least three of uppercase letters, lowercase letters, numbers and "
            + "symbols" },
        { "correct-horse7", null },
        { "ALICE-b-c", "Password should not be the name of the account or of the user" },
    };

    [Theory]
    [MemberData(nameof(DefaultPasswords))]
    public async Task Password_WithoutAPolicyOfTheAccount_IsHeldToTheDefault(string password, string? message)
    {
        using var world = new AccountWorld();
        await world.UserAsync("Alice-B-C");
        Task Create() => world.Passwords.CreateAsync(Call, "alice-b-c", password, isResetRequired: false, None);

        if (message is null)
        {
            await Create();
            return;
        }

        await RefusedAsync(Codes.PasswordPolicyViolation, message, Create);
    }

    public static TheoryData<PasswordPolicy, string, string> Policies => new()
    {
        { new() { LengthMin = 10 }, "abcdefghi", "Password should have a minimum length of 10" },
        { new() { RequiresUppercase = true }, "abcdef", "Password should have at least one uppercase letter" },
        { new() { RequiresLowercase = true }, "ABCDEF", "Password should have at least one lowercase letter" },
        { new() { RequiresNumbers = true }, "abcdef", "Password should have at least one number" },
        { new() { RequiresSymbols = true }, "abcdef", "Password should have at least one symbol" },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public async Task Password_AgainstThePolicyOfTheAccount_IsRefused(
        PasswordPolicy policy, string password, string message)
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        await world.Accounts.SetPasswordPolicyAsync(Call, policy, None);

        await RefusedAsync(
            Codes.PasswordPolicyViolation,
            message,
            () => world.Passwords.CreateAsync(Call, "alice", password, isResetRequired: false, None));
    }

    [Fact]
    public async Task Password_ThatWasUsedBefore_IsRefused_AsFarBackAsThePolicySays()
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        await world.Accounts.SetPasswordPolicyAsync(Call, new PasswordPolicy { ReusePrevention = 2 }, None);
        await world.Passwords.CreateAsync(Call, "alice", "first-1", isResetRequired: true, None);
        await world.Passwords.ChangeAsync(Call, "alice", "first-1", "second-2", None);
        Assert.False((await world.Passwords.GetAsync(Call, "alice", None)).IsResetRequired);

        await Assert.ThrowsAsync<IamException>(
            () => world.Passwords.ChangeAsync(Call, "alice", "second-2", "first-1", None));
        await Assert.ThrowsAsync<IamException>(
            () => world.Passwords.UpdateAsync(Call, "alice", "second-2", null, None));
        await world.Passwords.UpdateAsync(Call, "alice", "third-3", null, None);
        await world.Passwords.UpdateAsync(Call, "alice", "first-1", null, None);
    }

    [Fact]
    public async Task Password_ChangedByWhoDoesNotKnowIt_IsAccessDenied()
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        await world.Passwords.CreateAsync(Call, "alice", Good, isResetRequired: false, None);

        await RefusedAsync(
            Codes.AccessDenied,
            "The old password was incorrect.",
            () => world.Passwords.ChangeAsync(Call, "alice", "guess", Good + "2", None));
        await RefusedAsync(
            Codes.EntityAlreadyExists,
            "Login Profile for user alice already exists.",
            () => world.Passwords.CreateAsync(Call, "alice", Good, isResetRequired: false, None));
        await RefusedAsync(
            Codes.DeleteConflict,
            "Cannot delete entity, must delete login profile first.",
            () => world.Users.DeleteAsync(Call, "alice", None));
        await world.Users.UpdateAsync(Call, "alice", "bob", null, None);
        await world.Passwords.DeleteAsync(Call, "bob", None);
        await RefusedAsync(
            Codes.NoSuchEntity,
            "Login Profile for User bob cannot be found.",
            () => world.Passwords.GetAsync(Call, "bob", None));
    }

    /// <summary>RFC 6238, appendix B: the last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(20_000_000_000, "353130")]
    public void TimeCode_IsThatOfRfc6238(long seconds, string code)
    {
        byte[] seed = Encoding.ASCII.GetBytes("12345678901234567890");

        Assert.Equal(code, TimeCodes.CodeOf(seed, TimeCodes.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))));
    }

    [Fact]
    public async Task MfaDevice_IsAssignedByTwoConsecutiveCodes_NeverTwiceTheSame()
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");
        NewMfaDevice made = (await world.Mfa.CreateAsync(Call, "phone", "/", [], None)).Value;
        Assert.Equal(64, made.Seed.Length);
        Arn arn = made.Device.Arn;
        byte[] seed = [.. Enumerable.Range(0, TimeCodes.SeedByteCount).Select(index => (byte)index)];
        long now = TimeCodes.StepOf(world.Clock.GetUtcNow());
        Task Enable(long first, long second) => world.Mfa.EnableAsync(
            Call, "alice", arn, TimeCodes.CodeOf(seed, first), TimeCodes.CodeOf(seed, second), None);

        await RefusedAsync(Codes.InvalidAuthenticationCode, null, () => Enable(now, now));
        await RefusedAsync(Codes.InvalidAuthenticationCode, null, () => Enable(now - 4, now - 3));
        await Enable(now - 1, now);
        await RefusedAsync(Codes.EntityAlreadyExists, null, () => Enable(now + 1, now + 2));
        await RefusedAsync(
            Codes.DeleteConflict,
            "MFA VirtualDevice in use. Must deactivate first.",
            () => world.Mfa.DeleteAsync(Call, arn, None));
        await RefusedAsync(
            Codes.DeleteConflict,
            "Cannot delete entity, must deactivate MFA devices first.",
            () => world.Users.DeleteAsync(Call, "alice", None));
        await world.Mfa.DeactivateAsync(Call, "alice", arn, None);
        await RefusedAsync(Codes.InvalidAuthenticationCode, null, () => Enable(now - 1, now));
        await RefusedAsync(Codes.InvalidAuthenticationCode, null, () => Enable(now, now + 1));
        await Enable(now + 1, now + 2);
        Assert.Equal([arn], (await world.Mfa.ListForUserAsync(Call, "alice", None)).Select(device => device.Arn));
    }

    [Fact]
    public async Task AccessKey_AnswersItsSecretOnce_AndStoresItEncrypted()
    {
        using var world = new AccountWorld();
        await world.UserAsync("alice");

        NewAccessKey made = (await world.Keys.CreateAsync(Call, "alice", None)).Value;

        AccessKey stored = Assert.Single(await world.Keys.ListAsync(Call, "alice", None));
        Assert.DoesNotContain(made.Secret, stored.ProtectedSecret, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Secret, made.ToString(), StringComparison.Ordinal);
        Assert.Equal(made.Secret, world.Get<SecretSeal>().OpenKey(stored));
        Assert.ThrowsAny<Exception>(() => world.Get<SecretSeal>().OpenKey(stored with { Id = "AKIAOTHER" }));
        ChangeLogEntry last = (await world.LogAsync())[^1];
        Assert.DoesNotContain(stored.ProtectedSecret, last.Changes[0].After!, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_OfTheGenerator_HaveTheFormOfAws()
    {
        var ids = new RandomUniqueIds();

        Assert.Matches("^AIDA[A-Z2-7]{17}$", ids.Next("AIDA"));
        Assert.Matches("^AKIA[A-Z2-7]{16}$", ids.NextAccessKeyId());
        Assert.Matches("^[A-Za-z0-9+/]{40}$", ids.NextSecret());
        Assert.Matches("^[1-9][0-9]{11}$", ids.NextAccountId());
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => ids.Next("AIDA")).Distinct().Count());
    }

    [Fact]
    public async Task Alias_IsOneForAllAccounts_AndReplacesTheOneBefore()
    {
        using var world = new AccountWorld();
        await world.Accounts.SetAliasAsync(Call, "first", None);
        await world.Accounts.SetAliasAsync(Call, "second", None);
        await world.Accounts.SetAliasAsync(OtherCall, "first", None);

        await RefusedAsync(
            Codes.EntityAlreadyExists,
            "The account alias second already exists.",
            () => world.Accounts.SetAliasAsync(OtherCall, "second", None));
        await RefusedAsync(
            Codes.NoSuchEntity,
            "The account alias second cannot be found.",
            () => world.Accounts.DeleteAliasAsync(OtherCall, "second", None));
        await RefusedAsync(Codes.ValidationError, null, () => world.Accounts.SetAliasAsync(Call, "a--b", None));
        await world.Accounts.DeleteAliasAsync(Call, "second", None);
        Assert.Null((await world.Accounts.GetAsync(Call, None)).Alias);
    }

    [Fact]
    public async Task OidcProvider_ByUrl_IsThereOnce()
    {
        using var world = new AccountWorld();
        var provider = new NewOidcProvider { Url = "https://login.example/tenant", ClientIds = ["a"] };
        OidcProvider made = (await world.Oidc.CreateAsync(Call, provider, None)).Value;

        Assert.Equal($"arn:aws:iam::{Own}:oidc-provider/login.example/tenant", made.Arn.ToString());
        await RefusedAsync(
            Codes.EntityAlreadyExists,
            "Provider with url https://login.example/tenant already exists.",
            () => world.Oidc.CreateAsync(Call, provider, None));
        foreach (string url in new[] { "http://a.example", "https://a.example?x=1", "https://u@a.example", "a" })
        {
            await RefusedAsync(
                Codes.InvalidInput, null, () => world.Oidc.CreateAsync(Call, new NewOidcProvider { Url = url }, None));
        }

        await world.Oidc.AddClientIdAsync(Call, made.Arn, "b", None);
        await world.Oidc.AddClientIdAsync(Call, made.Arn, "b", None);
        await world.Oidc.RemoveClientIdAsync(Call, made.Arn, "a", None);
        Assert.Equal(["b"], (await world.Oidc.GetAsync(Call, made.Arn, None)).ClientIds);
        await world.Oidc.DeleteAsync(Call, made.Arn, None);
        Assert.Empty(await world.Oidc.ListAsync(Call, None));
    }

    [Fact]
    public async Task SamlProvider_IsHeldToItsMetadata()
    {
        using var world = new AccountWorld();
        SamlProvider made = (await world.Saml.CreateAsync(Call, "corp", Metadata, [], None)).Value;

        Assert.Equal(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero), made.ValidUntil);
        string cut = Metadata[..^3];
        string typed = "<!DOCTYPE x [<!ENTITY e 'x'>]>" + Metadata;
        foreach (string broken in new[] { cut, typed, $"<x>{new string('x', 1_000)}</x>" })
        {
            await RefusedAsync(
                Codes.InvalidInput, "Could not parse metadata",
                () => world.Saml.UpdateAsync(Call, made.Arn, broken, None));
        }

        await RefusedAsync(
            Codes.EntityAlreadyExists, "Provider with name Corp already exists.",
            () => world.Saml.CreateAsync(Call, "Corp", Metadata, [], None));
        await world.Saml.DeleteAsync(Call, made.Arn, None);
        await RefusedAsync(
            Codes.NoSuchEntity, $"Manifest not found for arn {made.Arn}",
            () => world.Saml.GetAsync(Call, made.Arn, None));
    }

    [Fact]
    public async Task PL55_ResourcePolicy_IsPinned_AndShownWithTheArnOfToday()
    {
        using var world = new AccountWorld();
        IamUser user = await world.UserAsync("alice");
        Arn order = Arn.Parse($"arn:aws:orders:eu-west-1:{Own}:order/1");
        string text = TrustOf(user.Arn.ToString())
            .Replace("\"sts:AssumeRole\"", "\"orders:*\", \"Resource\": \"*\"", StringComparison.Ordinal);

        await world.Resources.PutAsync(Call, order, text, None);
        await world.Users.UpdateAsync(Call, "alice", "bob", null, None);

        IIamSnapshot snapshot = await world.Store.GetSnapshotAsync(None);
        ResourcePolicy stored = (await snapshot.FindResourcePolicyAsync(order, None))!;
        Assert.Equal(user.UniqueId, stored.Document.Statements[0].Principals!.Value[0].Value);
        Assert.Equal(
            text.Replace("user/alice", "user/bob", StringComparison.Ordinal),
            (await world.Resources.GetAsync(Call, order, None)).Document.Text);
        await world.Resources.DeleteAsync(Call, order, None);
        await RefusedAsync(Codes.NoSuchEntity, null, () => world.Resources.GetAsync(Call, order, None));
    }
}

using System.Text;
using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.EntityFrameworkCore.Tests.Secrets;

/// <summary>
/// Whoever has all of the store has no secret of it. Providers have none: what they keep is what their issuers publish.
/// </summary>
[Trait("Threat", "A10")]
public sealed class SecretsAtRest : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly KeyRingFolder _keys = new();

    public static TheoryData<string> Kinds => TestDatabase.Kinds;

    public static TheoryData<string> Encodings => [.. Sought().Encodings.Select(encoding => encoding.Name)];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Canary_InAnyEncoding_IsFound(string encoding)
    {
        Canary canary = Sought();
        byte[] hidden = canary.Encodings.Single(one => one.Name == encoding).Bytes;

        Assert.NotEmpty(canary.FindIn([("here", [1, .. hidden, 2])]));
        Assert.Empty(canary.FindIn([("here", [1, .. hidden[1..], 2])]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task EverythingThatTheDatabaseHolds_HasNoSecret(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        using AppOnAStore app = await AppOnAStore.StartAsync(database, _keys);
        (IReadOnlyList<Canary> canaries, string accessKeyId) = await FillAsync(app);

        IReadOnlyList<(string Name, byte[] Bytes)> dump = await StoreDump.OfAsync(database);

        Assert.Empty(canaries.SelectMany(canary => canary.FindIn(dump)));
        Assert.NotEmpty(new Canary("id of the access key", accessKeyId).FindIn(dump));
        Assert.Equal(kind == TestDatabase.Sqlite, dump.Any(part => part.Name.EndsWith("-wal")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task WhatIsExported_HasNoSecret(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        using AppOnAStore app = await AppOnAStore.StartAsync(database, _keys);
        (IReadOnlyList<Canary> canaries, string accessKeyId) = await FillAsync(app);
        using var log = new MemoryStream();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("iam-export-");

        await ChangeLogJsonLines.WriteAsync(app.Store, new ChangeLogQuery(), log);
        IReadOnlyList<ExportedPolicyFile> files = await PolicyFileExport.WriteAsync(
            await app.Store.GetSnapshotAsync(None), Sample.Account, folder.FullName);
        folder.Delete(recursive: true);

        (string, byte[])[] exported =
        [
            ("change log", log.ToArray()),
            .. files.Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text))),
        ];
        Assert.Empty(canaries.SelectMany(canary => canary.FindIn(exported)));
        Assert.Equal(
            ["change log"],
            exported.Where(part => new Canary("id", accessKeyId).FindIn([part]).Any()).Select(part => part.Item1));
        Assert.Contains(exported, part => part.Item1.EndsWith("alice.json"));
    }

    public void Dispose() => _keys.Dispose();

    private static Canary Sought() => new("canary", "wJalr+UtnFEMI/K7MDENG", [0x31, 0x07, 0xFE, 0x55, 0x80, 0x1C]);

    /// <summary>Secrets of every kind: in use, replaced, and deleted.</summary>
    private static async Task<(IReadOnlyList<Canary> Canaries, string AccessKeyId)> FillAsync(AppOnAStore app)
    {
        await app.Get<IIamUsers>().CreateAsync(AppOnAStore.Call, new NewIamUser { Name = "alice" }, None);
        IIamAccessKeys keys = app.Get<IIamAccessKeys>();
        NewAccessKey used = (await keys.CreateAsync(AppOnAStore.Call, "alice", None)).Value;
        NewAccessKey deleted = (await keys.CreateAsync(AppOnAStore.Call, "alice", None)).Value;
        NewAccessKey ofRoot = (await keys.CreateAsync(AppOnAStore.Call, null, None)).Value;
        await keys.SetActiveAsync(AppOnAStore.Call, "alice", used.Key.Id, isActive: false, None);
        await keys.DeleteAsync(AppOnAStore.Call, "alice", deleted.Key.Id, None);
        await app.Get<IIamSecrets>().ReprotectAsync(AppOnAStore.Call, None);
        return (
            [
                .. new[] { used, deleted, ofRoot }.Select(
                    key => new Canary($"secret of {key.Key.Id}", key.Secret, Convert.FromBase64String(key.Secret))),
                .. await PasswordsAsync(app),
                await SeedAsync(app, "phone", isEnabled: true),
                await SeedAsync(app, "tablet", isEnabled: false),
            ],
            used.Key.Id);
    }

    private static async Task<Canary[]> PasswordsAsync(AppOnAStore app)
    {
        const string First = "Canary-first-7";
        const string Second = "Canary-second-8";
        const string Third = "Canary-thïrd-9";
        IIamLoginProfiles passwords = app.Get<IIamLoginProfiles>();
        await app.Get<IIamAccounts>().SetPasswordPolicyAsync(
            AppOnAStore.Call, new PasswordPolicy { ReusePrevention = 5 }, None);
        await passwords.CreateAsync(AppOnAStore.Call, "alice", First, isResetRequired: false, None);
        await passwords.ChangeAsync(AppOnAStore.Call, "alice", First, Second, None);
        await passwords.UpdateAsync(AppOnAStore.Call, "alice", Third, resetRequired: true, None);
        return [new("first password", First), new("second password", Second), new("third password", Third)];
    }

    private static async Task<Canary> SeedAsync(AppOnAStore app, string name, bool isEnabled)
    {
        IIamMfaDevices devices = app.Get<IIamMfaDevices>();
        NewMfaDevice made = (await devices.CreateAsync(AppOnAStore.Call, name, "/", [], None)).Value;
        byte[] seed = app.Get<SecretSeal>().OpenSeed(made.Device);
        if (isEnabled)
        {
            long step = TimeCodes.StepOf(app.Clock.GetUtcNow());
            await devices.EnableAsync(
                AppOnAStore.Call, "alice", made.Device.Arn, TimeCodes.CodeOf(seed, step - 1),
                TimeCodes.CodeOf(seed, step), None);
        }

        return new Canary($"seed of {name}", made.Seed, seed);
    }
}

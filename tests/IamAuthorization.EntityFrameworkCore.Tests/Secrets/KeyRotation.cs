using System.Buffers.Text;
using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;

namespace IamAuthorization.EntityFrameworkCore.Tests.Secrets;

/// <summary>
/// What was encrypted with an old key is read on, what is new is encrypted with the new one, and where a key is gone
/// nothing is accepted.
/// </summary>
[Trait("Threat", "A10")]
public sealed class KeyRotation : IDisposable
{
    private const int HeaderLength = 4;
    private const int KeyIdLength = 16;

    private static readonly CancellationToken None = CancellationToken.None;

    private readonly KeyRingFolder _keys = new();

    public static TheoryData<string> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task KeyRotated_OldSecretIsRead_AndNewOneIsEncryptedWithTheNewKey(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        (NewAccessKey old, NewMfaDevice device, Guid oldKey, Guid newKey) = await RotateAsync(database);
        using AppOnAStore app = await AppOnAStore.StartAsync(database, _keys);

        NewAccessKey made = (await app.Get<IIamAccessKeys>().CreateAsync(AppOnAStore.Call, "alice", None)).Value;

        Assert.Equal(old.Secret, Opened(app, await StoredAsync(app, old)));
        Assert.Equal(oldKey, KeyIdOf(await StoredAsync(app, old)));
        Assert.Equal(newKey, KeyIdOf(await StoredAsync(app, made)));
        await EnableAsync(app, device);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SecretsReprotected_OldKeyIsNeededNoMore(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        (NewAccessKey old, NewMfaDevice device, Guid oldKey, Guid newKey) = await RotateAsync(database);
        using (AppOnAStore app = await AppOnAStore.StartAsync(database, _keys))
        {
            IIamSecrets secrets = app.Get<IIamSecrets>();

            Assert.Equal(new IamReprotection(2, []), await secrets.ReprotectAsync(AppOnAStore.Call, None));
            Assert.Equal(new IamReprotection(0, []), await secrets.ReprotectAsync(AppOnAStore.Call, None));
        }

        _keys.Delete(oldKey);
        using AppOnAStore restarted = await AppOnAStore.StartAsync(database, _keys);

        Assert.Equal(newKey, KeyIdOf(await StoredAsync(restarted, old)));
        Assert.Equal(old.Secret, Opened(restarted, await StoredAsync(restarted, old)));
        await EnableAsync(restarted, device);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task KeyGone_SecretIsRefused_AndTheErrorNamesItAndTheKey(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        (NewAccessKey old, NewMfaDevice device, Guid oldKey, _) = await RotateAsync(database);
        _keys.Delete(oldKey);
        using AppOnAStore app = await AppOnAStore.StartAsync(database, _keys);
        AccessKey stored = await StoredAsync(app, old);
        long revision = (await app.Store.GetSnapshotAsync(None)).Revision;

        UnreadableSecretException refused =
            Assert.Throws<UnreadableSecretException>(() => app.Get<SecretSeal>().OpenKey(stored));
        UnreadableSecretException refusedSeed =
            await Assert.ThrowsAsync<UnreadableSecretException>(() => EnableAsync(app, device));

        Assert.Equal($"secret of access key {stored.Id}", refused.SecretName);
        Assert.Equal($"seed of MFA device {device.Device.Arn}", refusedSeed.SecretName);
        Assert.Contains($"{oldKey:B}", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(stored.ProtectedSecret, refused.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            new IamReprotection(0, [refused.SecretName, refusedSeed.SecretName]),
            await app.Get<IIamSecrets>().ReprotectAsync(AppOnAStore.Call, None));
        Assert.Equal(revision, (await app.Store.GetSnapshotAsync(None)).Revision);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SecretOfOneKey_PutInThePlaceOfAnothers_IsRefused(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        using AppOnAStore app = await AppOnAStore.StartAsync(database, _keys);
        await app.Get<IIamUsers>().CreateAsync(AppOnAStore.Call, new NewIamUser { Name = "alice" }, None);
        NewAccessKey one = (await app.Get<IIamAccessKeys>().CreateAsync(AppOnAStore.Call, "alice", None)).Value;
        NewAccessKey other = (await app.Get<IIamAccessKeys>().CreateAsync(AppOnAStore.Call, null, None)).Value;

        foreach (string strange in new[] { other.Key.ProtectedSecret, other.Secret, "no base64", string.Empty })
        {
            Assert.Throws<UnreadableSecretException>(() => Opened(app, one.Key with { ProtectedSecret = strange }));
        }
    }

    public void Dispose() => _keys.Dispose();

    /// <summary>An app makes a key and a device; then the key ring is rotated.</summary>
    private async Task<(NewAccessKey Key, NewMfaDevice Device, Guid OldKey, Guid NewKey)> RotateAsync(
        TestDatabase database)
    {
        using AppOnAStore app = await AppOnAStore.StartAsync(database, _keys);
        await app.Get<IIamUsers>().CreateAsync(AppOnAStore.Call, new NewIamUser { Name = "alice" }, None);
        NewAccessKey key = (await app.Get<IIamAccessKeys>().CreateAsync(AppOnAStore.Call, "alice", None)).Value;
        NewMfaDevice device =
            (await app.Get<IIamMfaDevices>().CreateAsync(AppOnAStore.Call, "phone", "/", [], None)).Value;
        Guid oldKey = Assert.Single(_keys.KeyIds);
        return (key, device, oldKey, KeyRingFolder.Rotate(app.Services));
    }

    private static async Task<AccessKey> StoredAsync(AppOnAStore app, NewAccessKey made)
    {
        IIamSnapshot snapshot = await app.Store.GetSnapshotAsync(None);
        return Assert.IsType<AccessKey>(await snapshot.FindAsync(made.Key.Key, None));
    }

    private static string Opened(AppOnAStore app, AccessKey key) => app.Get<SecretSeal>().OpenKey(key);

    /// <summary>Data Protection's payloads are a header, the id of the key, and what was encrypted.</summary>
    private static Guid KeyIdOf(AccessKey key) =>
        new(Base64Url.DecodeFromChars(key.ProtectedSecret).AsSpan(HeaderLength, KeyIdLength));

    /// <summary>Codes of the seed as it was shown once are accepted.</summary>
    private static async Task EnableAsync(AppOnAStore app, NewMfaDevice device)
    {
        byte[] seed = FromBase32(device.Seed);
        long step = TimeCodes.StepOf(app.Clock.GetUtcNow());
        await app.Get<IIamMfaDevices>().EnableAsync(
            AppOnAStore.Call, "alice", device.Device.Arn, TimeCodes.CodeOf(seed, step - 1),
            TimeCodes.CodeOf(seed, step), None);
    }

    private static byte[] FromBase32(string text)
    {
        string bits = string.Concat(text.Select(
            character => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(character), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(one => one.Length == 8).Select(one => Convert.ToByte(new string(one), 2))];
    }
}

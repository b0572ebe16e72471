using System.Text;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using static IamAuthorization.Accounts.Tests.AccountWorld;

namespace IamAuthorization.Accounts.Tests;

/// <summary>
/// L2: passwords, codes, secrets and seeds are canaries; whatever the rules do with them, none stands in an exception,
/// a log, the text of a result or the change log.
/// </summary>
[Trait("Threat", "L2")]
public sealed class SecretsOfTheRules : IDisposable
{
    private readonly FakeLogCollector _logs = FakeLogCollector.Create(new FakeLogCollectorOptions());
    private readonly AccountWorld _world;
    private readonly List<string> _outputs = [];
    private readonly List<string> _canaries = [];

    public SecretsOfTheRules() => _world = new AccountWorld(
        configure: services => services.AddLogging(log => log.AddProvider(new FakeLoggerProvider(_logs))));

    /// <summary>Passwords that are admitted, and that are refused for each of the reasons there are.</summary>
    public static TheoryData<string> Passwords =>
    [
        "Canary-horse-7", "canary", "canary-of-lower-case", "Canary\u0001-horse-7", "Canary-\u4e2d-7",
        $"Canary-{new string('7', 128)}", "Canary-ïö-7",
    ];

    [Theory]
    [MemberData(nameof(Passwords))]
    public async Task Password_WhateverBecomesOfIt_IsToldToNobody(string password)
    {
        _canaries.AddRange([password, "Canary-good-1", "Canary-wrong-2"]);
        await _world.UserAsync("alice");

        await AskAsync(() => _world.Passwords.CreateAsync(Call, "alice", password, isResetRequired: false, None));
        await AskAsync(() => _world.Passwords.CreateAsync(Call, "alice", "Canary-good-1", isResetRequired: true, None));
        await AskAsync(() => _world.Passwords.CreateAsync(Call, "nobody", password, isResetRequired: false, None));
        await AskAsync(() => _world.Passwords.UpdateAsync(Call, "alice", password, null, None));
        await AskAsync(() => _world.Passwords.UpdateAsync(Call, "nobody", password, null, None));
        await AskAsync(() => _world.Passwords.ChangeAsync(Call, "alice", password, "Canary-good-1", None));
        await AskAsync(() => _world.Passwords.ChangeAsync(Call, "alice", "Canary-wrong-2", password, None));
        await AskAsync(() => _world.Passwords.VerifyAsync(Call, "alice", password, None));
        await AskAsync(() => _world.Passwords.VerifyAsync(Call, "alice", "Canary-wrong-2", None));
        await AskAsync(() => _world.Passwords.GetAsync(Call, "alice", None));

        await AssertToldNothingAsync(outputsMin: 10);
    }

    [Fact]
    public async Task KeysSeedsAndCodes_WhateverBecomesOfThem_AreToldToNobody()
    {
        await _world.UserAsync("alice");
        NewAccessKey key = (await _world.Keys.CreateAsync(Call, "alice", None)).Value;
        NewMfaDevice device = (await _world.Mfa.CreateAsync(Call, "phone", "/", [], None)).Value;
        Arn serial = device.Device.Arn;
        _canaries.AddRange(
            [key.Secret, key.Key.ProtectedSecret, device.Seed, device.Device.ProtectedSeed, "918273", "645546"]);
        _outputs.AddRange([$"{key}", $"{key.Key}", $"{device}", $"{device.Device}"]);

        await AskAsync(() => _world.Mfa.EnableAsync(Call, "alice", serial, "918273", "645546", None));
        await AskAsync(() => _world.Mfa.EnableAsync(Call, "alice", serial, "918273x", "645546", None));
        await AskAsync(() => _world.Mfa.ResyncAsync(Call, "alice", serial, "918273", "645546", None));
        await AskAsync(() => _world.Mfa.GetAsync(Call, serial, None));
        await AskAsync(() => _world.Keys.ListAsync(Call, "alice", None));
        await AskAsync(() => _world.Keys.CreateAsync(Call, "alice", None));
        await AskAsync(() => _world.Keys.CreateAsync(Call, "alice", None));
        await AskAsync(() => _world.Get<IIamSecrets>().ReprotectAsync(Call, None));
        await SpoilAsync(key.Key, device.Device);
        await AskAsync(() => _world.Mfa.EnableAsync(Call, "alice", serial, "918273", "645546", None));
        await AskAsync(() => Task.FromResult(
            _world.Get<SecretSeal>().OpenKey(key.Key with { ProtectedSecret = key.Secret })));
        await AskAsync(() => _world.Get<IIamSecrets>().ReprotectAsync(Call, None));

        await AssertToldNothingAsync(outputsMin: 15);
    }

    public void Dispose() => _world.Dispose();

    /// <summary>The secrets stand where their encrypted forms belong, as a broken import would have it.</summary>
    private async Task SpoilAsync(AccessKey key, MfaDevice device)
    {
        IIamSnapshot snapshot = await _world.Store.GetSnapshotAsync(None);
        await _world.Store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = snapshot.Revision,
                AccountId = Own,
                Action = "iam:Test",
                Puts = [key with { ProtectedSecret = _canaries[0] }, device with { ProtectedSeed = _canaries[2] }],
            },
            None);
    }

    private async Task AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            _outputs.Add($"{await ask()}");
        }
        catch (Exception exception)
        {
            _outputs.Add(exception.ToString());
        }
    }

    private async Task AssertToldNothingAsync(int outputsMin)
    {
        using var log = new MemoryStream();
        await ChangeLogJsonLines.WriteAsync(_world.Store, new ChangeLogQuery(), log);
        _outputs.Add(Encoding.UTF8.GetString(log.ToArray()));
        _outputs.AddRange(_logs.GetSnapshot().Select(record => $"{record.Message} {record.Exception}"));

        Assert.InRange(_outputs.Count, outputsMin, int.MaxValue);
        Assert.Empty(
            from output in _outputs
            from canary in _canaries
            where output.Contains(canary, StringComparison.OrdinalIgnoreCase)
            select $"`{canary}` in `{output}`");
    }
}

using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>What is issued and what signs it appears in no log, no exception and no text of an object.</summary>
[Trait("Threat", "L2")]
public sealed class SecretsInOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iam-canary-").FullName;

    [Fact]
    public async Task TokensAndKeys_ThroughEveryPath_AppearNowhere()
    {
        var output = new StringBuilder();
        var canaries = new List<string>();
        var protection = new EphemeralDataProtectionProvider();
        await using (TokenWorld world = Node(protection))
        {
            Forge forge = await Forge.AtAsync(world);
            Plant(canaries, forge);
            foreach (string token in Tokens(forge))
            {
                output.Append(await world.ValidateAsync(token)).AppendLine();
            }

            output.Append(await world.Keys.RotateAsync()).AppendLine();
            output.AppendJoin('\n', await world.Keys.ListAsync()).AppendLine();
            output.Append(forge.Key.Stored).Append(forge.Key).AppendLine();
            output.Append(new SessionRecord(new byte[16], world.Session())).AppendLine();
            world.Clock.Advance(TimeSpan.FromHours(2));
            output.Append(await world.ValidateAsync(forge.Token)).AppendLine();
            Collect(output, world);
        }

        await using (TokenWorld stranger = Node(new EphemeralDataProtectionProvider()))
        {
            output.Append(await Record.ExceptionAsync(async () => await stranger.IssueAsync())).AppendLine();
            Collect(output, stranger);
        }

        foreach (string file in Directory.GetFiles(Path.Combine(_folder, "signing-keys")))
        {
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"version\"", "\"x\""));
        }

        await using (TokenWorld broken = Node(protection))
        {
            output.Append(await Record.ExceptionAsync(async () => await broken.IssueAsync())).AppendLine();
            await broken.Ring.TryMaintainAsync(CancellationToken.None);
            Collect(output, broken);
        }

        string all = output.ToString();
        Assert.Contains("the token has expired", all);
        Assert.Contains("cannot be opened", all);
        Assert.Contains("cannot be read", all);
        Assert.All(canaries, canary => Assert.DoesNotContain(canary, all, StringComparison.OrdinalIgnoreCase));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> Tokens(Forge forge) =>
    [
        forge.Token,
        forge.Token + "A",
        forge.Token[..^4],
        forge.Signed(forge.Header(alg: "\"none\"")),
        forge.Signed(payload: forge.With("aud", "\"billing\"")),
        forge.Signed(payload: forge.With("sub", "\"x\"")),
        forge.SignedWith(new byte[64]),
        forge.Carrying(f => f.Record()),
    ];

    private static void Plant(List<string> canaries, Forge forge)
    {
        byte[] scalar = forge.Key.VerificationKey.ECDsa.ExportParameters(includePrivateParameters: true).D!;
        canaries.Add(forge.PayloadPart[^64..]);
        canaries.Add(forge.SignaturePart);
        canaries.Add(forge.Payload.Split("iam_session\":\"")[1][..64]);
        canaries.Add(forge.Key.Stored.ProtectedKey[^64..]);
        canaries.Add(Base64Url.EncodeToString(scalar)[..40]);
        canaries.Add(Convert.ToBase64String(scalar)[..40]);
        canaries.Add(Convert.ToHexString(scalar));
    }

    private static void Collect(StringBuilder output, TokenWorld world)
    {
        foreach (FakeLogRecord record in world.Logs.GetSnapshot())
        {
            output.Append(record.Message).Append(record.Exception).AppendLine();
            output.AppendJoin(' ', record.StructuredState ?? []).AppendLine();
        }
    }

    private TokenWorld Node(IDataProtectionProvider protection) =>
        new(options => options.KeysFolder = _folder, protection: protection);
}

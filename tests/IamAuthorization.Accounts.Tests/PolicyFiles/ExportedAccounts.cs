using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.Accounts.Tests.PolicyFiles;

/// <summary>An account as files reads back as the same account.</summary>
[Trait("Property", "export")]
public sealed class ExportedAccounts
{
    private const int CountDefault = 12;

    [Fact]
    public Task ExportedAccount_ReadsBackAsItWas() => RandomRuns.HoldAsync(CountDefault, async random =>
    {
        var filled = new FilledAccount(random);
        IamEntity[] entities = filled.Entities();
        using var folder = new SyncedFolder([.. entities, .. FilledAccount.Secrets(entities)]);

        await folder.ExportAsync();
        IReadOnlyCollection<IamEntity> read = await folder.ReadAsync();

        Assert.Equal(
            [.. entities.Select(entity => Shown(entity, entities)).OrderBy(entity => entity.Key.ToString())],
            read.OrderBy(entity => entity.Key.ToString()));
        Assert.Empty((await folder.PlanAsync()).Differences);
    });

    [Fact]
    [Trait("Threat", "L2")]
    public Task Secrets_AreNotExported() => RandomRuns.HoldAsync(CountDefault, async random =>
    {
        var filled = new FilledAccount(random);
        IamEntity[] entities = filled.Entities();
        using var folder = new SyncedFolder([.. entities, .. FilledAccount.Secrets(entities)]);

        string texts = string.Concat((await folder.ExportAsync()).Select(file => file.Text));

        Assert.DoesNotContain("CANARY", texts, StringComparison.Ordinal);
        Assert.DoesNotContain("AKIA1", texts, StringComparison.Ordinal);
    });

    [Fact]
    public Task ExportedFiles_FitTheirSchemas() => RandomRuns.HoldAsync(CountDefault, async random =>
    {
        using var folder = new SyncedFolder(new FilledAccount(random).Entities());

        foreach (ExportedPolicyFile file in await folder.ExportAsync())
        {
            string schema = file.Path.Split('/') switch
            {
                [_, var kind, _] => kind == "policies" ? "policy" : kind[..^1],
                [.., var name] => name[..^".json".Length],
                _ => throw new InvalidOperationException(file.Path),
            };
            Assert.True(
                JsonSchema.ProblemOf($"{schema}.schema.json", file.Text) is null,
                $"{file.Path}: {JsonSchema.ProblemOf($"{schema}.schema.json", file.Text)}");
        }
    });

    [Fact]
    public Task SameState_MakesTheSameFiles_WhateverTheOrderInWhichItWasMade() => RandomRuns.HoldAsync(
        CountDefault,
        async random =>
        {
            IamEntity[] entities = new FilledAccount(random).Entities();
            using var one = new SyncedFolder(entities);
            using var other = new SyncedFolder(entities.Reverse());

            Assert.Equal(await one.ExportAsync(), await other.ExportAsync());
        });

    [Fact]
    public async Task File_IsIndented_WithMembersInAFixedOrder_AndDocumentsAsObjects()
    {
        using var folder = new SyncedFolder(
            new IamAccount(Sample.Account),
            Sample.User("alice") with
            {
                UniqueId = "AIDAEXAMPLEALICE12345",
                CreatedAt = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.FromHours(1)),
                InlinePolicies = [new NamedPolicy("P", Sample.Document(Sample.AllowAll, PolicyKind.InlineUser))],
                Tags = [new IamTag("tëam", "red & <blue>")],
            });

        string text = (await folder.ExportAsync()).Single(file => file.Path.EndsWith("alice.json")).Text;

        Assert.Equal(
            """
            {
              "UserName": "alice",
              "Path": "/",
              "UserId": "AIDAEXAMPLEALICE12345",
              "CreateDate": "2026-01-05T08:00:00Z",
              "UserPolicyList": [
                {
                  "PolicyName": "P",
                  "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                      {
                        "Effect": "Allow",
                        "Action": "*",
                        "Resource": "*"
                      }
                    ]
                  }
                }
              ],
              "Tags": [
                {
                  "Key": "tëam",
                  "Value": "red & <blue>"
                }
              ]
            }

            """,
            text);
    }

    [Fact]
    public async Task FilesOfEntitiesThatAreGone_AreDeleted_AndNothingElse()
    {
        using var folder = new SyncedFolder(new IamAccount(Sample.Account), Sample.User("alice"));
        folder.Write("users/bob.json", "{}").Write("users/README.md", "mine").Write("../999988887777/users/x.json", "{}");

        await folder.ExportAsync();

        string[] left =
        [
            .. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            [
                "111122223333/account.json", "111122223333/users/README.md", "111122223333/users/alice.json",
                "999988887777/users/x.json",
            ],
            left);
        Assert.DoesNotContain(
            (byte)0xEF, File.ReadAllBytes(Path.Combine(folder.Path, "111122223333", "users", "alice.json")));
    }

    [Fact]
    public async Task AccountThatIsNotThere_IsRefused_BeforeAnythingIsDeleted()
    {
        using var folder = new SyncedFolder();
        folder.Write("users/bob.json", "{}");

        await Assert.ThrowsAsync<InvalidOperationException>(folder.ExportAsync);

        Assert.True(File.Exists(Path.Combine(folder.Path, "111122223333", "users", "bob.json")));
    }

    [Fact]
    public async Task NameThatBeginsWithADot_IsRefused_ForItsFileWouldNotBeRead()
    {
        using var folder = new SyncedFolder(new IamAccount(Sample.Account), Sample.User(".hidden"));

        InvalidOperationException problem =
            await Assert.ThrowsAsync<InvalidOperationException>(folder.ExportAsync);

        Assert.StartsWith("`User 111122223333/.hidden` cannot be exported", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrustedUser_IsShownByItsArn_AndOneThatIsGone_ByItsId()
    {
        using var folder = new SyncedFolder(
            new IamAccount(Sample.Account),
            Sample.User("alice") with { UniqueId = "AIDAEXAMPLEALICE12345" },
            Sample.Role("R") with
            {
                TrustPolicy = Sample.Document(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                     "Principal":{"AWS":["AIDAEXAMPLEALICE12345","AIDAEXAMPLEGONE123456"]}}]}
                    """,
                    PolicyKind.RoleTrust),
            });

        string text = (await folder.ExportAsync()).Single(file => file.Path.EndsWith("R.json")).Text;

        Assert.Contains("\"arn:aws:iam::111122223333:user/alice\"", text, StringComparison.Ordinal);
        Assert.Contains("\"AIDAEXAMPLEGONE123456\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AIDAEXAMPLEALICE12345", text, StringComparison.Ordinal);
    }

    /// <summary>A role as files have it: with the ARN of the user it trusts.</summary>
    private static IamEntity Shown(IamEntity entity, IamEntity[] all) => entity is IamRole role
        ? role with
        {
            TrustPolicy = PinnedPrincipals.Replace(
                role.TrustPolicy,
                PolicyKind.RoleTrust,
                all.OfType<IamUser>().ToDictionary(user => user.UniqueId!, user => user.Arn.ToString())),
        }
        : entity;
}

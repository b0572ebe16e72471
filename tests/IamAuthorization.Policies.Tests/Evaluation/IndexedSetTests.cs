using System.Globalization;
using CsCheck;
using IamAuthorization.Policies.Tests.Threats;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>A set of many statements answers as one that asks each of them.</summary>
public sealed class IndexedSetTests
{
    private const string Start = "arn:aws:app:";
    private const int StatementsMin = 32;
    private const int ActionsKept = 4_096;

    private static readonly string[] Actions = ["app:GetDoc", "app:GetPage", "app:PutDoc", "app:ListAll", "doc:GetDoc"];

    private static readonly string[] ActionPatterns =
        ["app:GetDoc", "app:getdoc", "app:Get*", "app:*Doc", "app:*", "doc:*", "*", "app:P?tDoc", "none:*"];

    // Parts share beginnings and ends, so that windows of eight characters are shared, and some hold none.
    private static readonly string[] Parts =
    [
        "tenant-0001/", "tenant-0002/", "tenant-00010/", "blue/", "a", "report-2026-01/", "report-2026-02/",
        "a/very/long/folder/name/", "b",
    ];

    private static readonly Gen<string> AnyPart = Gen.OneOf(Parts);

    private static readonly Gen<string> AnyPath = AnyPart.Array[0, 4].Select(string.Concat);

    private static readonly Gen<string> AnyPattern = Gen.Select(AnyPath, AnyPart, Gen.Int[0, 8]).Select(
        (path, part, shape) => shape switch
        {
            0 => $"{Start}:{Here}:{path}{part}",
            1 or 2 => $"{Start}:{Here}:{path}{part}*",
            3 => $"{Start}:{Here}:*{part}*",
            4 => $"{Start}:{Here}:*{part}{path}",
            5 => $"{Start}:{Here}:{path}${{app:v}}*",
            6 => $"{Start}*:{Here}:{path}*{part}",
            7 => $"{Start}:{Here}:{path}?{part}*",
            _ => "*",
        });

    private static readonly Gen<Statement> AnyStatement = Gen.Select(
        Gen.OneOf(ActionPatterns).Array[1, 2], AnyPattern.Array[1, 3], Gen.Int[0, 9], Gen.Bool).Select(
        (actions, resources, kind, isConditional) =>
        {
            Statement statement = kind is 0 ? Deny(actions, resources) : Allow(actions, resources);
            statement = kind is 1 ? statement.NotAction(actions) : statement;
            statement = kind is 2 ? statement.NotResource(resources) : statement;
            return isConditional ? statement.When("StringEquals", "app:v", "tenant-0001") : statement;
        });

    private static readonly Gen<(string Action, string Resource, string Value)> AnyQuestion = Gen.Select(
        Gen.OneOf(Actions),
        Gen.Select(AnyPath, AnyPath).Select((first, second) => $"{Start}:{Here}:{first}{second}"),
        Gen.OneOf("tenant-0001", "tenant-0002", "blue"));

    private static readonly Gen<Sample> AnySample = Gen.Select(
        AnyStatement.Array[StatementsMin, 40], AnyQuestion.Array[10, 20]).Select(
        (statements, questions) => new Sample(statements, questions));

    [Fact]
    [Trait("Property", "An indexed lookup answers like the full scan")]
    public void ManyStatements_Indexed_AnswerAsTheFullScan() => Fuzz.Holds(AnySample, sample =>
    {
        CompiledPolicy[] policies = Compiled(PolicyKind.Managed, sample.Statements);
        var indexed = new ApplicablePolicies { Identity = new PolicySet(policies) };
        var scanned = new ApplicablePolicies { Identity = PolicySet.Unindexed(policies) };
        return sample.Questions.All(question => Same(question, in indexed, in scanned));
    });

    [Fact]
    [Trait("Property", "An indexed lookup answers like the full scan")]
    public void ManyStatementsOfAResource_Indexed_AnswerAsTheFullScan() => Fuzz.Holds(AnySample, sample =>
    {
        Statement[] named =
            [.. sample.Statements.Select((statement, index) => statement.For(index % 3 == 0 ? AliceArn : There))];
        CompiledPolicy[] policies = Compiled(PolicyKind.Resource, named);
        var indexed = new ApplicablePolicies { Resource = new PolicySet(policies) };
        var scanned = new ApplicablePolicies { Resource = PolicySet.Unindexed(policies) };
        return sample.Questions.All(question => Same(question, in indexed, in scanned));
    });

    /// <summary>
    /// Resources that many statements share are found among the statements of an action; those of few in the whole set.
    /// </summary>
    [Fact]
    public void AllowAmongSharedResources_DenyAmongOthers_Denies()
    {
        const int Shared = 10;
        string[] tenants = [.. Enumerable.Range(0, Shared).Select(number => $"{Start}:{Here}:tenant-000{number}/*")];
        Statement[] statements =
        [
            .. tenants.Select(tenant => Allow("app:Get*", tenant)),
            .. tenants.SelectMany(tenant => Enumerable.Repeat(Allow("none:Get*", tenant), Shared)),
            Deny("app:Get*", $"{Start}:{Here}:*/classified/*"),
        ];
        var policies = new ApplicablePolicies { Identity = new PolicySet(Compiled(PolicyKind.Managed, statements)) };

        Assert.True(IsAllowed("app:GetDoc", "tenant-0001/open/a", in policies));
        Assert.False(IsAllowed("app:GetDoc", "tenant-0001/classified/a", in policies));
    }

    /// <summary>What a variable has for a default is no text that resources hold.</summary>
    [Theory]
    [InlineData("mine", "mine", true)]
    [InlineData("mine", "default-folder-1", false)]
    [InlineData(null, "default-folder-1", true)]
    [InlineData(null, "mine", false)]
    public void VariablesWithLongDefaults_AreFoundByTheirValues(string? value, string folder, bool isAllowed)
    {
        Statement[] statements =
        [
            .. Enumerable.Range(0, StatementsMin).Select(
                number => Allow("app:Get*", $"arn:*:app:::${{app:v, 'default-folder-{number}'}}/a")),
        ];
        var policies = new ApplicablePolicies { Identity = new PolicySet(Compiled(PolicyKind.Managed, statements)) };
        World world = World.Of(Alice).OwnedBy(Here).On($"arn:aws:app:::{folder}/a");
        world = value is null ? world : world.With("app:v", value);

        Assert.Equal(isAllowed, IamEvaluator.Decide(world.Request(), in policies).IsAllowed);
    }

    [Fact]
    public void MoreActionsThanAreKept_AllOfThem_AreDecided()
    {
        Statement[] statements =
        [
            .. Enumerable.Range(0, StatementsMin).Select(
                number => Allow($"app:Get{number}", $"{Start}:{Here}:tenant-{number}/*")),
            Allow("app:Read*", $"{Start}:{Here}:tenant-1/*"),
        ];
        var policies = new ApplicablePolicies { Identity = new PolicySet(Compiled(PolicyKind.Managed, statements)) };
        for (int number = 0; number < ActionsKept + 10; number++)
        {
            string action = string.Create(CultureInfo.InvariantCulture, $"app:Read{number}");

            Assert.True(IsAllowed(action, "tenant-1/a", in policies), action);
            Assert.False(IsAllowed(action, "tenant-2/a", in policies), action);
        }
    }

    private static bool IsAllowed(string action, string path, in ApplicablePolicies policies) =>
        IamEvaluator.Decide(World.Of(Alice).Asks(action, $"{Start}:{Here}:{path}").Request(), in policies).IsAllowed;

    private static bool Same(
        (string Action, string Resource, string Value) question,
        in ApplicablePolicies indexed,
        in ApplicablePolicies scanned)
    {
        AuthorizationRequest request = World.Of(Alice)
            .Asks(question.Action, question.Resource)
            .With("app:v", question.Value)
            .Request();
        IamDecision found = IamEvaluator.Decide(request, in indexed);
        IamDecision expected = IamEvaluator.Decide(request, in scanned);
        return found.Outcome == expected.Outcome
            && found.Statement is null == expected.Statement is null
            && found.Statement?.Effect == expected.Statement?.Effect;
    }

    private static CompiledPolicy[] Compiled(PolicyKind kind, Statement[] statements) =>
    [
        .. statements.Chunk(StatementsMin / 2)
            .Select((chunk, number) => new CompiledPolicy($"P{number}", World.Read(kind, World.Text(chunk)))),
    ];

    private sealed record Sample(Statement[] Statements, (string Action, string Resource, string Value)[] Questions)
    {
        public override string ToString() =>
            $"{World.Text(Statements)}\n{string.Join('\n', Questions.Select(question => question.ToString()))}";
    }
}

using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>Session policies: their form, their size, and what they do to a session.</summary>
public sealed class SessionPoliciesPassed
{
    private const string Order = $"arn:aws:orders::{Home}:order/1";

    private const string GetOrders =
        """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"orders:Get*","Resource":"*"}}""";

    public static TheoryData<string, string, string> WrongPolicies => new()
    {
        { "", "ValidationError", "at 'policy' failed to satisfy constraint: Member must have length greater" },
        { "{", "MalformedPolicyDocument", "Syntax errors in policy." },
        { """{"Version":"2012-10-17"}""", "MalformedPolicyDocument", "policy(1,1)" },
        { GetOrders.Replace("orders:Get*", "orders", StringComparison.Ordinal), "MalformedPolicyDocument", "policy(" },
        {
            GetOrders.Replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\"", StringComparison.Ordinal),
            "MalformedPolicyDocument",
            "Policy document should not specify a principal."
        },
        {
            GetOrders.Replace("orders:Get*", "orders:Get\u0100", StringComparison.Ordinal),
            "MalformedPolicyDocument",
            "Value at 'policy' failed"
        },
        { Padded(2_049), "ValidationError", "at 'policy' failed to satisfy constraint: Member must have length less" },
    };

    [Theory]
    [MemberData(nameof(WrongPolicies))]
    public async Task Policy_ThatIsNone_IsRefused(string policy, string code, string message)
    {
        await using World world = Shop();

        SecurityTokenError error = await world.ErrorAsync(Alice(), Request() with { Policy = policy });

        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> WrongArns => new()
    {
        { "ReadOnly", "ReadOnly is invalid: write the ARN of a managed policy of the role's account" },
        { $"arn:aws:iam::{Partner}:policy/ReadOnly", $"`arn:aws:iam::{Home}:policy/[path/]NAME`" },
        { $"arn:other:iam::{Home}:policy/ReadOnly", "is invalid" },
        { $"arn:aws:iam::{Home}:role/ReadOnly", "is invalid" },
        { $"arn:aws:iam::{Home}:policy/Missing", "There is no managed policy" },
        { "arn:aws:iam::aws:policy/Missing", "There is no managed policy" },
    };

    [Theory]
    [MemberData(nameof(WrongArns))]
    public async Task PolicyArns_OfNoPolicyOfTheAccount_AreRefused(string arn, string message)
    {
        await using World world = Shop();

        SecurityTokenError error = await world.ErrorAsync(Alice(), Request() with { PolicyArns = [arn] });

        Assert.Equal("ValidationError", error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task PolicyArns_AreAtMost10(int count, bool isAssumed)
    {
        await using World world = Shop();
        AssumeRoleRequest request = Request() with
        {
            PolicyArns = [.. Enumerable.Repeat(PolicyArn("ReadOnly").ToString(), count)],
        };

        Assert.Equal(isAssumed, (await world.AssumeAsync(Alice(), request)).IsAssumed);
    }

    [Theory]
    [InlineData(2_048, true)]
    [InlineData(2_049, false)]
    public async Task PlainText_OfPolicyAndArnsTogether_IsLimited(int length, bool isAssumed)
    {
        await using World world = Shop();
        string arn = PolicyArn("ReadOnly").ToString();
        AssumeRoleRequest request = Request() with { Policy = Padded(length - arn.Length), PolicyArns = [arn] };

        AssumeRoleResult result = await world.AssumeAsync(Alice(), request);

        Assert.Equal(isAssumed, result.IsAssumed);
        Assert.Equal(isAssumed ? null : "ValidationError", result.Error?.Code);
    }

    public static TheoryData<string?, bool, bool, bool> Narrowings => new()
    {
        { null, false, true, true },
        { GetOrders, false, true, false },
        { null, true, true, false },
        { GetOrders.Replace("Get*", "Cancel*", StringComparison.Ordinal), true, true, true },
        { GetOrders.Replace("orders:Get*", "billing:*", StringComparison.Ordinal), false, false, false },
    };

    [Theory]
    [MemberData(nameof(Narrowings))]
    public async Task Session_MayDoWhatRoleAndSessionPoliciesAllow(
        string? policy, bool isManaged, bool mayGet, bool mayCancel)
    {
        await using World world = Shop();
        IamPrincipal session = await world.SessionAsync(Alice(), Request() with
        {
            Policy = policy,
            PolicyArns = isManaged ? [PolicyArn("ReadOnly").ToString()] : [],
        });

        Assert.Equal(mayGet, (await world.AskAsync(session, "orders:GetOrder", Order)).IsAllowed);
        Assert.Equal(mayCancel, (await world.AskAsync(session, "orders:CancelOrder", Order)).IsAllowed);
        Assert.False((await world.AskAsync(session, "billing:Pay", Order)).IsAllowed);
    }

    [Fact]
    public async Task PackedSize_ThatIsTooLarge_IsToldInPercent()
    {
        await using World world = Shop().With(options => options.PackedPolicySizeMax = 256);
        AssumeRoleRequest request = Request() with { Tags = [.. Enumerable.Range(0, 50).Select(Noise)] };

        SecurityTokenError error = await world.ErrorAsync(Alice(), request);

        Assert.Equal("PackedPolicyTooLarge", error.Code);
        Assert.Matches("^Packed policy consumes [0-9]{3,}% of allotted space", error.Message);
        Assert.DoesNotContain("consumes 100%", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PackedSize_FillsAtTheLimitAndNoMore()
    {
        await using World world = Shop();
        AssumeRoleRequest request = Request() with { Tags = [.. Enumerable.Range(0, 20).Select(Noise)] };
        IamPrincipal session = await world.SessionAsync(Alice(), request);
        int size = SessionPacking.Pack(session.Session!).Length;
        await using World exact = Shop().With(options => options.PackedPolicySizeMax = size);
        await using World less = Shop().With(options => options.PackedPolicySizeMax = size - 1);

        Assert.Equal(100, (await exact.AssumeAsync(Alice(), request)).Session!.PackedPolicySizePercent);
        Assert.Equal("PackedPolicyTooLarge", (await less.ErrorAsync(Alice(), request)).Code);
    }

    [Fact]
    public async Task PackedSize_IsToldWhenPolicyArnsOrTagsWerePassed()
    {
        await using World world = Shop();

        Assert.Null((await world.AssumeAsync(Alice(), Request())).Session!.PackedPolicySizePercent);
        AssumeRoleRequest[] passed =
        [
            Request() with { Policy = GetOrders },
            Request() with { PolicyArns = [PolicyArn("ReadOnly").ToString()] },
            Request() with { Tags = Tags(("team", "a")) },
        ];
        foreach (AssumeRoleRequest request in passed)
        {
            int? percent = (await world.AssumeAsync(Alice(), request)).Session!.PackedPolicySizePercent;
            Assert.InRange(percent!.Value, 1, 99);
        }
    }

    private static IamTag Noise(int number) => new($"key{number * 7919}", $"{number * 104_729 % 1_000_003}");

    private static string Padded(int length) => GetOrders.PadRight(length);

    private static World Shop() => new(
        User("alice"),
        new ManagedPolicy
        {
            Arn = PolicyArn("ReadOnly"),
            Document = Document(Statement("Allow", "orders:Get*"), PolicyKind.Managed),
        },
        Role("Agent", Trust(UserArn("alice").ToString())) with { InlinePolicies = Inline("orders:*") });
}

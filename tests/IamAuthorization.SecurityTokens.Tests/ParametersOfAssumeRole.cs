using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>Sts §2 and policy-language §9: what each parameter may be, at its limits and one beyond.</summary>
public sealed class ParametersOfAssumeRole
{
    private const string NamePattern = @"pattern: [\w+=,.@-]*";

    public static TheoryData<string, string?> SessionNames => new()
    {
        { "a", "greater than or equal to 2" },
        { "ab", null },
        { new string('a', 64), null },
        { new string('a', 65), "less than or equal to 64" },
        { "Bob_1+=,.@-", null },
        { "bob 1", NamePattern },
        { "bob/1", NamePattern },
        { "bob:1", NamePattern },
        { "bob\n", NamePattern },
        { "bob*", NamePattern },
        { "bób", NamePattern },
        { "bob\u0661", NamePattern },
        { "bob\uD800", NamePattern },
    };

    [Theory]
    [MemberData(nameof(SessionNames))]
    public Task RoleSessionName_IsChecked(string name, string? constraint) =>
        CheckAsync(Request() with { RoleSessionName = name }, "roleSessionName", constraint);

    public static TheoryData<string, string?> SourceIdentities => new()
    {
        { "a", "greater than or equal to 2" },
        { "ab", null },
        { new string('a', 64), null },
        { new string('a', 65), "less than or equal to 64" },
        { "alice@shop.example", null },
        { "aws:alice", NamePattern },
        { "al ice", NamePattern },
    };

    [Theory]
    [MemberData(nameof(SourceIdentities))]
    public Task SourceIdentity_IsChecked(string identity, string? constraint) =>
        CheckAsync(Request() with { SourceIdentity = identity }, "sourceIdentity", constraint);

    public static TheoryData<string, string?> ExternalIds => new()
    {
        { "1", "greater than or equal to 2" },
        { "12", null },
        { new string('1', 1_224), null },
        { new string('1', 1_225), "less than or equal to 1224" },
        { "a:b/c=d+e,f.g@h-i_j", null },
        { "a b", @"pattern: [\w+=,.@:\/-]*" },
        { "a\\b", @"pattern: [\w+=,.@:\/-]*" },
    };

    [Theory]
    [MemberData(nameof(ExternalIds))]
    public Task ExternalId_IsChecked(string id, string? constraint) =>
        CheckAsync(Request() with { ExternalId = id }, "externalId", constraint);

    [Fact]
    public async Task ExternalId_OfWrongForm_IsNotToldAgain()
    {
        await using World world = Shop();

        SecurityTokenError error = await world.ErrorAsync(Alice(), Request() with { ExternalId = "customer 7-secret" });

        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<double, string?> Durations => new()
    {
        { 899, "greater than or equal to 900" },
        { 900, null },
        { 43_200, null },
        { 43_201, "less than or equal to 43200" },
        { 900.5, "whole number of seconds" },
        { -3_600, "greater than or equal to 900" },
    };

    [Theory]
    [MemberData(nameof(Durations))]
    public Task Duration_IsChecked(double seconds, string? constraint) => CheckAsync(
        Request() with { Duration = TimeSpan.FromSeconds(seconds) }, "durationSeconds", constraint);

    public static TheoryData<string> WrongRoleArns =>
    [
        "",
        "Agent",
        "*",
        "arn:aws:iam::1:role/x",
        $"arn:aws:iam::{Home}:user/alice",
        $"arn:aws:iam::{Home}:role/",
        $"arn:aws:iam::{Home}:role/Agent/",
        $"arn:aws:iam::{Home}:role/A*",
        $"arn:aws:iam::{Home}:role/{new string('a', 65)}",
        $"arn:aws:iam:eu-west-1:{Home}:role/Agent",
        $"arn:aws:sts::{Home}:assumed-role/Agent/s1",
        "arn:aws:iam::11112222333:role/Agent",
        "arn:aws:iam::１１１１２２２２３３３３:role/Agent",
        $"arn:aws:iam::{Home}:role/{new string('a', 2_048)}",
        $"arn:aws:iam::{Home}:role/Agent\n",
    ];

    [Theory]
    [MemberData(nameof(WrongRoleArns))]
    public async Task RoleArn_OfNoRole_IsInvalid(string arn)
    {
        await using World world = Shop();

        SecurityTokenError error = await world.ErrorAsync(Alice(), Request() with { RoleArn = arn });

        Assert.Equal("ValidationError", error.Code);
        Assert.StartsWith($"{LogText.Of(arn)} is invalid", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    public static TheoryData<string, string, string> WrongTags => new()
    {
        { "51", "ValidationError", "at 'tags' failed to satisfy constraint: Member must have length less than or" },
        { "=v", "ValidationError", "a tag key has 1 to 128 characters" },
        { new string('k', 129) + "=v", "ValidationError", "a tag key has 1 to 128 characters" },
        { "k=" + new string('v', 257), "ValidationError", "a tag value 0 to 256" },
        { "k=a*b", "ValidationError", "letters, digits, separators" },
        { "k=a\nb", "ValidationError", "letters, digits, separators" },
        { "aws:team=v", "InvalidParameterValue", "must not begin with `aws:`" },
        { "AWS:team=v", "InvalidParameterValue", "must not begin with `aws:`" },
        { "k=aws:v", "InvalidParameterValue", "must not begin with `aws:`" },
        {
            "team=a;TEAM=a",
            "InvalidParameterValue",
            "Duplicate tag keys found. Please note that Tag keys are case insensitive."
        },
    };

    [Theory]
    [MemberData(nameof(WrongTags))]
    public async Task Tags_ThatAreWrong_AreRefused(string tags, string code, string message)
    {
        await using World world = Shop();

        SecurityTokenError error = await world.ErrorAsync(Alice(), Request() with { Tags = Parsed(tags) });

        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> RightTags =>
    [
        "50",
        "k=",
        new string('k', 128) + "=" + new string('v', 256),
        "project x=größer_.:/=+-@",
    ];

    [Theory]
    [MemberData(nameof(RightTags))]
    public async Task Tags_AtTheirLimits_ArePassed(string tags)
    {
        await using World world = Shop();

        IamPrincipal session = await world.SessionAsync(Alice(), Request() with { Tags = Parsed(tags) });

        Assert.Equal(Parsed(tags).Length, session.Session!.Tags.Count);
    }

    public static TheoryData<string, string?> TransitiveKeys => new()
    {
        { "team", null },
        { "TEAM", null },
        { "team,team", null },
        { "team,cost", "The specified transitive tag key must be included in the requested tags." },
        { "cost", "The specified transitive tag key must be included in the requested tags." },
    };

    [Theory]
    [MemberData(nameof(TransitiveKeys))]
    public async Task TransitiveTagKeys_AreAmongTheTags(string keys, string? message)
    {
        await using World world = Shop();
        AssumeRoleRequest request = Request() with
        {
            Tags = Tags(("team", "a")),
            TransitiveTagKeys = [.. keys.Split(',')],
        };

        AssumeRoleResult result = await world.AssumeAsync(Alice(), request);

        Assert.Equal(message, result.Error?.Message);
        Assert.Equal(message is null ? null : "InvalidParameterValue", result.Error?.Code);
        Assert.Equal(message is null ? ["team"] : null, result.Session?.Principal.Session!.TransitiveTagKeys);
    }

    [Fact]
    public async Task TransitiveTagKeys_MoreThan50_AreRefused()
    {
        await using World world = Shop();
        AssumeRoleRequest request = Request() with
        {
            Tags = Tags(("team", "a")),
            TransitiveTagKeys = [.. Enumerable.Repeat("team", 51)],
        };

        SecurityTokenError error = await world.ErrorAsync(Alice(), request);

        Assert.Contains("at 'transitiveTagKeys'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListsThatWereNeverSet_CountAsEmpty()
    {
        await using World world = Shop();

        await world.SessionAsync(
            Alice(),
            Request() with { Tags = default, TransitiveTagKeys = default, PolicyArns = default });
    }

    private static ImmutableArray<IamTag> Parsed(string tags) => int.TryParse(tags, out int count)
        ? [.. Enumerable.Range(0, count).Select(number => new IamTag($"k{number}", "v"))]
        : [.. tags.Split(';').Select(tag => tag.Split('=', 2)).Select(tag => new IamTag(tag[0], tag[1]))];

    private static async Task CheckAsync(AssumeRoleRequest request, string member, string? constraint)
    {
        await using World world = Shop();

        AssumeRoleResult result = await world.AssumeAsync(Alice(), request);

        Assert.Equal(constraint is null, result.IsAssumed);
        if (constraint is not null)
        {
            Assert.Equal("ValidationError", result.Error!.Code);
            Assert.StartsWith("1 validation error detected: Value ", result.Error.Message, StringComparison.Ordinal);
            Assert.Contains(
                $" at '{member}' failed to satisfy constraint: Member must",
                result.Error.Message,
                StringComparison.Ordinal);
            Assert.EndsWith(constraint, result.Error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', result.Error.Message);
        }
    }

    private static World Shop() =>
        new World(User("alice"), Role("Agent", Trust(UserArn("alice").ToString())))
            .With(options => options.PackedPolicySizeMax = 4_096);
}

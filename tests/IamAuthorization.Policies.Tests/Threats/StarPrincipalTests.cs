using System.Text;
using IamAuthorization.Policies.Tests.Evaluation;
using IamAuthorization.Policies.Tests.Fuzzing;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// E6: whoever has a wildcard, an escape or a variable for a name, a tag or a session name may do what somebody whom
/// nobody ever named may do, and no more.
/// </summary>
[Trait("Threat", "E6")]
public sealed class StarPrincipalTests
{
    private const int CountDefault = 4_000;

    private static readonly string[] Hostile =
        ["*", "?", "**", "?*", "${*}", "${?}", "${$}", "${aws:username}", "${app:v}", "a*", "*a", "$", "${", "}",
         "a?b"];

    private static readonly string[] Parts =
    [
        "${aws:username}", "${app:v}", "${aws:PrincipalTag/t}", "${app:v, 'a'}", "*", "?", "a", "b", "/", "home/",
        "${*}",
    ];

    private static readonly string[] Words = ["", "a", "b", "/", "ab", "home/", "home/a", "a/b", "ba"];

    private static readonly string[] Operators =
        ["StringLike", "StringEquals", "StringEqualsIgnoreCase", "StringNotLike", "StringNotEquals", "ArnLike",
         "ArnNotLike"];

    [Fact]
    public void PL63_HostileNameOrValue_AnyPolicy_GainsNothing()
    {
        long count = FuzzSettings.CountOr(CountDefault);
        const int RoundLength = 1_000;
        FuzzThreads.ForEach((count + RoundLength - 1) / RoundLength, round =>
        {
            FuzzRandom random = FuzzRandom.Of(FuzzSettings.Seed, "star", round);
            for (int index = 0; index < RoundLength; index++)
            {
                Check(ref random);
            }
        });
    }

    private static void Check(ref FuzzRandom random)
    {
        string pattern = Joined(Parts, ref random);
        string text = Joined(Words, ref random);
        string @operator = random.Pick<string>(Operators);
        bool isResource = random.OneIn(2);
        Statement statement = isResource
            ? Statement.Allow("*", "arn:aws:app:::" + pattern)
            : Statement.Allow().When(@operator, "app:k", Shaped(@operator, pattern));
        string hostile = random.Pick<string>(Hostile);
        World question = World.Of(Alice).OwnedBy(Here).On("arn:aws:app:::" + text)
            .With("app:k", Shaped(@operator, text)).Identity(statement);

        ApplicablePolicies policies = question.Policies();
        bool isAllowed = IamEvaluator.Decide(As(question, hostile).Request(), policies).IsAllowed;
        bool isNobodyAllowed = IamEvaluator.Decide(As(question, "nobody-9").Request(), policies).IsAllowed;
        Assert.True(
            isAllowed == isNobodyAllowed,
            $"IAM_FUZZ_SEED={FuzzSettings.Seed}: `{hostile}` is {(isAllowed ? "" : "not ")}allowed, unlike anybody: "
                + $"{(isResource ? "resource" : @operator)} `{pattern}`, `{text}`.");
    }

    private static World As(World question, string name) => (question with { Caller = User(name) })
        .With("app:v", name)
        .With("aws:PrincipalTag/t", name);

    private static string Shaped(string @operator, string text) =>
        @operator.StartsWith("Arn", StringComparison.Ordinal) ? $"arn:aws:app:{text}:{text}:{text}" : text;

    private static string Joined(string[] parts, ref FuzzRandom random)
    {
        var text = new StringBuilder();
        for (int count = random.Below(5); count > 0; count--)
        {
            text.Append(random.Pick<string>(parts));
        }

        return text.ToString();
    }
}

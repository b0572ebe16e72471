using IamAuthorization.Policies.Reference;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>Who may ask, and what policies call them: few names, so that things match.</summary>
internal static class Cast
{
    public const string PathRoleArn = $"arn:aws:iam::{Here}:role/app/R";
    private const string ServiceLinkedArn = $"arn:aws:iam::{Here}:role/aws-service-role/events.app.example/SL";
    private const string BobArn = $"arn:aws:iam::{Here}:user/team/bob";
    private const string EveArn = $"arn:aws:iam::{There}:user/eve";
    private const string OtherSessionArn = $"arn:aws:sts::{There}:assumed-role/R/s1";
    private const string ChinaArn = $"arn:aws-cn:iam::{Here}:user/alice";
    private const string Provider = $"arn:aws:iam::{Here}:oidc-provider/id.example.com";
    private const string UserId = "AIDAALICE";
    private const string RoleId = "AROAROLE";

    private static readonly Question[] Sessions =
    [
        Of(SessionArn), Of(SessionArn), Of(SessionArn) with { UniqueId = RoleId }, Of(OtherSessionArn),
        Of($"arn:aws:sts::{Here}:assumed-role/R/s2"),
        Of(SessionArn) with { RoleArn = PathRoleArn }, Of(SessionArn) with { RoleArn = RoleArn },
        Of($"arn:aws:sts::{Here}:assumed-role/SL/s1") with { RoleArn = ServiceLinkedArn },
        Of(FederatedArn), Of(FederatedArn) with { UserArn = AliceArn },
        Of(FederatedArn) with { UserArn = AliceArn, UniqueId = UserId },
    ];

    private static readonly Question[] Others =
    [
        Of(AliceArn), Of(AliceArn), Of(AliceArn), Of(AliceArn) with { UniqueId = UserId }, Of(BobArn), Of(EveArn),
        Of(ChinaArn), Of(RootArn), Of($"arn:aws:iam::{There}:root"), Of("anonymous"), Of(ServiceName),
    ];

    private static readonly string[] AwsValues =
    [
        "*", "*", "*", Here, Here, RootArn, There, $"arn:aws:iam::{There}:root", AliceArn, AliceArn, BobArn, EveArn,
        RoleArn, RoleArn, PathRoleArn, SessionArn, SessionArn, OtherSessionArn, FederatedArn, ChinaArn,
        UserId, RoleId, $"arn:aws:iam::{Here}:role/*", $"arn:aws:iam::{Here}:user/Alice", "AIDA*", "",
        $"arn:aws:iam::{Here}:group/devs",
    ];

    private static readonly string[] Chain =
        [Here, RootArn, AliceArn, RoleArn, SessionArn, FederatedArn, There, EveArn];

    /// <summary>
    /// A question without action, resource and context. Only trust calls bring identities of providers, and only role
    /// and federated sessions have session policies (EV-07).
    /// </summary>
    public static Question Caller(Dice dice, bool isTrust, bool isSession) =>
        isSession || dice.Chance(40) ? dice.Pick<Question>(Sessions)
        : isTrust && dice.Chance(15) ? Of("federated:" + Provider)
        : dice.Pick<Question>(Others);

    /// <summary>The value of a Principal or NotPrincipal element, as JSON.</summary>
    public static string Principal(Dice dice, bool isNot)
    {
        if (!isNot && dice.Chance(25))
        {
            return "\"*\"";
        }

        List<string> members = [];
        int count = isNot ? dice.Between(1, 4) : dice.Chance(3) ? 0 : dice.Between(1, 3);
        string[] values = [.. Enumerable.Range(0, count).Select(_ => isNot ? dice.Pick(Chain) : dice.Pick(AwsValues))];
        members.Add($"\"AWS\":{JsonText.List(values)}");
        if (dice.Chance(20))
        {
            members.Add($"\"Service\":{JsonText.List([dice.Pick(ServiceName, "other.app.example", "*")])}");
        }

        if (dice.Chance(15))
        {
            members.Add($"\"Federated\":{JsonText.List([Provider, "id.example.com"])}");
        }

        if (dice.Chance(3))
        {
            members.Add("\"CanonicalUser\":\"79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be\"");
        }

        return $"{{{string.Join(',', dice.Chance(70) ? members.Take(1) : members)}}}";
    }

    private static Question Of(string principal) => new() { Principal = principal, Action = "", Resource = "*" };
}

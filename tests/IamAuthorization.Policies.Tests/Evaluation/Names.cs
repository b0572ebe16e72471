namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>The cast of the specification: two accounts, the people in them, and one document.</summary>
internal static class Names
{
    public const string Here = "111122223333";
    public const string There = "444455556666";

    public const string GetDoc = "app:GetDoc";
    public const string Doc = $"arn:aws:app::{Here}:doc/plan";

    public const string AliceArn = $"arn:aws:iam::{Here}:user/alice";
    public const string RoleArn = $"arn:aws:iam::{Here}:role/R";
    public const string SessionArn = $"arn:aws:sts::{Here}:assumed-role/R/s1";
    public const string FederatedArn = $"arn:aws:sts::{Here}:federated-user/guest";
    public const string RootArn = $"arn:aws:iam::{Here}:root";
    public const string ServiceName = "events.app.example";

    public static IamPrincipal Alice { get; } = IamPrincipal.User(Arn.Parse(AliceArn), "AIDAALICE");

    public static IamPrincipal Session { get; } = IamPrincipal.RoleSession(Arn.Parse(RoleArn), "s1", "AROAROLE");

    public static IamPrincipal Federated { get; } =
        IamPrincipal.FederatedUser(Arn.Parse(FederatedArn), Arn.Parse(AliceArn), "AIDAALICE");

    public static IamPrincipal Root { get; } = IamPrincipal.Root(Here);

    public static IamPrincipal Service { get; } = IamPrincipal.Service(ServiceName);

    public static IamPrincipal Anonymous => IamPrincipal.Anonymous;

    public static IamPrincipal Stranger { get; } = IamPrincipal.User(Arn.Parse($"arn:aws:iam::{There}:user/eve"));

    public static IamPrincipal User(string name) => IamPrincipal.User(Arn.Parse($"arn:aws:iam::{Here}:user/{name}"));
}

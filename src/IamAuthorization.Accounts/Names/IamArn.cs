using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The forms of ARN that the library issues for its own entities.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns">IAM
/// ARNs</see>
/// </remarks>
public static class IamArn
{
    /// <summary>The ARN of a user.</summary>
    /// <param name="partition">The partition, for example <c>aws</c>.</param>
    /// <param name="accountId">The account id, 12 digits.</param>
    /// <param name="name">The name.</param>
    /// <param name="path">The path, <c>/</c> or <c>/…/</c>.</param>
    /// <returns><c>arn:PARTITION:iam::ACCOUNT:user/[path/]NAME</c>.</returns>
    public static Arn User(string partition, string accountId, string name, string path = "/") =>
        Of("user", partition, accountId, name, path);

    /// <summary>The ARN of a group.</summary>
    /// <param name="partition">The partition, for example <c>aws</c>.</param>
    /// <param name="accountId">The account id, 12 digits.</param>
    /// <param name="name">The name.</param>
    /// <param name="path">The path, <c>/</c> or <c>/…/</c>.</param>
    /// <returns><c>arn:PARTITION:iam::ACCOUNT:group/[path/]NAME</c>.</returns>
    public static Arn Group(string partition, string accountId, string name, string path = "/") =>
        Of("group", partition, accountId, name, path);

    /// <summary>The ARN of a role.</summary>
    /// <param name="partition">The partition, for example <c>aws</c>.</param>
    /// <param name="accountId">The account id, 12 digits.</param>
    /// <param name="name">The name.</param>
    /// <param name="path">The path, <c>/</c> or <c>/…/</c>.</param>
    /// <returns><c>arn:PARTITION:iam::ACCOUNT:role/[path/]NAME</c>.</returns>
    public static Arn Role(string partition, string accountId, string name, string path = "/") =>
        Of("role", partition, accountId, name, path);

    /// <summary>The ARN of a managed policy.</summary>
    /// <param name="partition">The partition, for example <c>aws</c>.</param>
    /// <param name="accountId">The account id, 12 digits, or <c>aws</c> for a policy the library owns.</param>
    /// <param name="name">The name.</param>
    /// <param name="path">The path, <c>/</c> or <c>/…/</c>.</param>
    /// <returns><c>arn:PARTITION:iam::ACCOUNT:policy/[path/]NAME</c>.</returns>
    public static Arn ManagedPolicy(string partition, string accountId, string name, string path = "/") =>
        Of("policy", partition, accountId, name, path);

    /// <summary>The name in the ARN of a user, group, role or managed policy.</summary>
    /// <param name="arn">The ARN.</param>
    /// <returns>What follows the last slash of the resource.</returns>
    public static string NameOf(Arn arn) => arn.Resource[(arn.Resource.LastIndexOf('/') + 1)..].ToString();

    /// <summary>The path in the ARN of a user, group, role or managed policy.</summary>
    /// <param name="arn">The ARN.</param>
    /// <returns><c>/</c> or <c>/…/</c>; empty when the resource holds no slash.</returns>
    public static string PathOf(Arn arn)
    {
        int first = arn.Resource.IndexOf('/');
        return first < 0 ? string.Empty : arn.Resource[first..(arn.Resource.LastIndexOf('/') + 1)].ToString();
    }

    private static Arn Of(string type, string partition, string accountId, string name, string path) =>
        Arn.Parse($"arn:{partition}:iam::{accountId}:{type}{path}{name}");
}

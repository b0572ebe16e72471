using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>The errors of AssumeRole, in AWS's words where it has some.</summary>
internal static class AssumeRoleErrors
{
    public const string AccessDenied = "AccessDenied";
    public const string ValidationError = "ValidationError";
    public const string InvalidParameterValue = "InvalidParameterValue";
    public const string MalformedPolicyDocument = "MalformedPolicyDocument";
    public const string PackedPolicyTooLarge = "PackedPolicyTooLarge";

    public static SecurityTokenError CalledByRoot { get; } =
        new(AccessDenied, "Roles may not be assumed by root accounts.");

    public static SecurityTokenError CalledByFederatedUser { get; } =
        new(AccessDenied, "Roles may not be assumed by federated users.");

    public static SecurityTokenError CalledByNobody { get; } =
        new(AccessDenied, "Roles may only be assumed by users, role sessions and services.");

    public static SecurityTokenError DuplicateTagKeys { get; } = new(
        InvalidParameterValue, "Duplicate tag keys found. Please note that Tag keys are case insensitive.");

    public static SecurityTokenError TransitiveKeyWithoutTag { get; } = new(
        InvalidParameterValue, "The specified transitive tag key must be included in the requested tags.");

    public static SecurityTokenError InheritedTagPassed { get; } = new(
        InvalidParameterValue,
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the "
            + "calling session.");

    public static SecurityTokenError ReservedTag { get; } = new(
        InvalidParameterValue, "Tag keys and values must not begin with `aws:`, in any case.");

    public static SecurityTokenError LongerThanRole { get; } = new(
        ValidationError, "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");

    public static SecurityTokenError LongerThanChain { get; } = new(
        ValidationError,
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");

    /// <summary>A parameter breaks a constraint, which is told as AWS tells it.</summary>
    public static SecurityTokenError Constraint(string member, string? value, string constraint) => new(
        ValidationError,
        $"1 validation error detected: Value {(value is null ? "null" : $"'{LogText.Of(value)}'")} at '{member}' "
            + $"failed to satisfy constraint: {constraint}");

    /// <summary>The same for a value that is long, or is not told again.</summary>
    public static SecurityTokenError Constraint(string member, string constraint) => new(
        ValidationError,
        $"1 validation error detected: Value at '{member}' failed to satisfy constraint: {constraint}");

    public static SecurityTokenError TooMany(string member, int max) =>
        Constraint(member, $"Member must have length less than or equal to {max}");

    public static SecurityTokenError InvalidArn(string? arn, string form) =>
        new(ValidationError, $"{LogText.Of(arn ?? "null")} is invalid: write {form}");

    public static SecurityTokenError PackedTooLarge(int size, int max)
    {
        long percent = (((long)size * 100) + max - 1) / max;
        return new(
            PackedPolicyTooLarge,
            $"Packed policy consumes {percent}% of allotted space, please use smaller policy: session policies and "
                + "tags count, those of the role and of the calling session too.");
    }

    public static SecurityTokenError UnpackedTooLarge(int max) => new(
        PackedPolicyTooLarge, $"Session policies and tags take more than {max} bytes, please use smaller policy.");

    public static SecurityTokenError MissingPolicy(Arn arn) => new(
        ValidationError, $"There is no managed policy {LogText.Of(arn.ToString())}: name one of the role's account.");

    /// <summary>Told to those who may assume the role only.</summary>
    public static SecurityTokenError WithoutUniqueId(Arn roleArn) => new(
        ValidationError,
        $"The role {LogText.Of(roleArn.ToString())} has no unique id, by which its sessions are told from those of a "
            + "later role of that name: give it one that begins with `AROA`.");

    /// <summary>What went wrong is for operators, who find it in the log.</summary>
    public static SecurityTokenError NotRead(IamPrincipal caller, RequestedSession requested) => new(
        AccessDenied,
        LogText.Of(
            $"User: {caller} is not authorized to perform: sts:AssumeRole on resource: {requested.RoleArn}"));
}

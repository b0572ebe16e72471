using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The refusals of the rules, each in the words that clients and scripts match on.</summary>
internal static class IamErrors
{
    public static IamException Missing(IamIdentityKind kind, string name) =>
        new(IamErrorCodes.NoSuchEntity, $"The {WordOf(kind)} with name {name} cannot be found.");

    public static IamException MissingInline(IamIdentityKind kind, string name) =>
        new(IamErrorCodes.NoSuchEntity, $"The {WordOf(kind)} policy with name {name} cannot be found.");

    public static IamException MissingPolicy() => new(IamErrorCodes.NoSuchEntity, "Policy ARN was not found.");

    public static IamException UnattachablePolicy() =>
        new(IamErrorCodes.NoSuchEntity, "Policy ARN does not exist or is not attachable.");

    public static IamException MissingVersion(string versionId) =>
        new(
            IamErrorCodes.NoSuchEntity,
            $"Policy ARN version {versionId} does not exist or is not attachable.");

    public static IamException MissingAccessKey(string id) =>
        new(IamErrorCodes.NoSuchEntity, $"The Access Key with id {id} cannot be found");

    public static IamException MissingLoginProfile(string userName) =>
        new(IamErrorCodes.NoSuchEntity, $"Login Profile for User {userName} cannot be found.");

    public static IamException MissingAccount(string accountId) =>
        new(IamErrorCodes.NoSuchEntity, $"The account with id {accountId} cannot be found.");

    public static IamException NameTaken(IamIdentityKind kind, string name) =>
        new(IamErrorCodes.EntityAlreadyExists, $"{kind} with name {name} already exists.");

    public static IamException PolicyNameTaken(string name) =>
        new(
            IamErrorCodes.EntityAlreadyExists,
            $"A policy called {name} already exists. Duplicate names are not allowed.");

    public static IamException LeftOver(string what) =>
        new(IamErrorCodes.DeleteConflict, $"Cannot delete entity, must {what} first.");

    public static IamException Quota(string name, int max) =>
        new(IamErrorCodes.LimitExceeded, $"Cannot exceed quota for {name}: {max}");

    public static IamException Protected(IamRole role) =>
        new(
            IamErrorCodes.UnmodifiableEntity,
            $"Cannot perform the operation on the protected role '{role.Name}' - this role is only modifiable by "
                + $"{role.LinkedService}");

    public static IamException Concurrent(Exception cause) =>
        new(
            IamErrorCodes.ConcurrentModification,
            "Multiple requests to change this object were submitted simultaneously. Submit your request again.",
            cause);

    public static IamException Invalid(string message) => new(IamErrorCodes.InvalidInput, message);

    public static IamException Denied(string message) => new(IamErrorCodes.AccessDenied, message);

    /// <summary>A parameter breaks a constraint; the value is left out where it is, or may be, a secret.</summary>
    public static IamException Constraint(string member, string constraint, string? value = null) =>
        new(
            IamErrorCodes.ValidationError,
            $"1 validation error detected: Value {(value is null ? string.Empty : $"'{value}' ")}at '{member}' failed "
                + $"to satisfy constraint: {constraint}");

    public static IamException Document(PolicyError error) => new(error.Code, error.Message);

    public static IamException Malformed(string message) => new(IamErrorCodes.MalformedPolicyDocument, message);

    private static string WordOf(IamIdentityKind kind) => kind switch
    {
        IamIdentityKind.User => "user",
        IamIdentityKind.Group => "group",
        _ => "role",
    };
}

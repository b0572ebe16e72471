namespace IamAuthorization.Accounts;

/// <summary>The codes with which the rules of accounts refuse.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html">Actions, with the errors of
/// each</see>
/// </remarks>
public static class IamErrorCodes
{
    /// <summary>The caller may not do that, whatever its policies say.</summary>
    public const string AccessDenied = "AccessDenied";

    /// <summary>Another request changed the same thing at the same time; nothing was changed by this one.</summary>
    public const string ConcurrentModification = "ConcurrentModification";

    /// <summary>Something is still attached to, or inside, what was to be deleted.</summary>
    public const string DeleteConflict = "DeleteConflict";

    /// <summary>The name is taken; case does not count.</summary>
    public const string EntityAlreadyExists = "EntityAlreadyExists";

    /// <summary>A one-time code of an MFA device is wrong, or was used before.</summary>
    public const string InvalidAuthenticationCode = "InvalidAuthenticationCode";

    /// <summary>A value has the right form and still makes no sense.</summary>
    public const string InvalidInput = "InvalidInput";

    /// <summary>A quota is used up.</summary>
    public const string LimitExceeded = "LimitExceeded";

    /// <summary>The text is no policy of the kind asked for.</summary>
    public const string MalformedPolicyDocument = "MalformedPolicyDocument";

    /// <summary>There is nothing of that name, id or ARN in the caller's account.</summary>
    public const string NoSuchEntity = "NoSuchEntity";

    /// <summary>The password is not what the account asks of passwords.</summary>
    public const string PasswordPolicyViolation = "PasswordPolicyViolation";

    /// <summary>A policy for roles of services is for nobody else.</summary>
    public const string PolicyNotAttachable = "PolicyNotAttachable";

    /// <summary>Only the service that a role is linked to changes the role.</summary>
    public const string UnmodifiableEntity = "UnmodifiableEntity";

    /// <summary>A value breaks a constraint of its parameter.</summary>
    public const string ValidationError = "ValidationError";
}

using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A user to be made.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html">CreateUser</see>
/// </remarks>
public sealed class NewIamUser
{
    /// <summary>The name, 1 to 64 ASCII letters, digits and <c>_+=,.@-</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The path, <c>/</c> or <c>/…/</c>. The default is <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The tags.</summary>
    public ValueList<IamTag> Tags { get; init; } = [];

    /// <summary>The managed policy that is the permissions boundary, or <see langword="null"/>.</summary>
    public Arn? PermissionsBoundaryArn { get; init; }
}

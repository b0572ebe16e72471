namespace IamAuthorization.Accounts;

/// <summary>A managed policy to be made.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html">CreatePolicy</see>
/// </remarks>
public sealed class NewManagedPolicy
{
    /// <summary>The name, 1 to 128 ASCII letters, digits and <c>_+=,.@-</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The JSON text of version <c>v1</c>.</summary>
    public required string Document { get; init; }

    /// <summary>The path, <c>/</c> or <c>/…/</c>. The default is <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>What it is for, at most 1,000 characters, or <see langword="null"/>. It can never be changed.</summary>
    public string? Description { get; init; }

    /// <summary>The tags.</summary>
    public ValueList<IamTag> Tags { get; init; } = [];
}

namespace IamAuthorization.Accounts;

/// <summary>That a managed policy has a version.</summary>
/// <param name="Number">The number, 1 for <c>v1</c>.</param>
/// <param name="CreatedAt">When it was made, or <see langword="null"/> where nobody wrote that down.</param>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html">Versioning IAM
/// policies</see>
/// </remarks>
public sealed record PolicyVersionEntry(int Number, DateTimeOffset? CreatedAt)
{
    /// <summary>The id as the API writes it, for example <c>v3</c>.</summary>
    public string Id => ManagedPolicyVersion.IdOf(Number);
}

using System.Globalization;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The document of a version of a managed policy that is not the default one (PL-72).</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html">Versioning IAM
/// policies</see>
/// </remarks>
public sealed record ManagedPolicyVersion : IamEntity
{
    /// <summary>The ARN of the managed policy.</summary>
    public required Arn PolicyArn { get; init; }

    /// <summary>The number, 1 for <c>v1</c>.</summary>
    public required int Number { get; init; }

    /// <summary>The document.</summary>
    public required PolicyDocument Document { get; init; }

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.ManagedPolicyVersion(PolicyArn, Number);

    /// <summary>The id of a version as the API writes it.</summary>
    /// <param name="number">The number, 1 for <c>v1</c>.</param>
    /// <returns>The id, for example <c>v3</c>.</returns>
    public static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"v{number}");
}

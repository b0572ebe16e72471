namespace IamAuthorization.Policies;

/// <summary>The version of the policy language a document is written in.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html">IAM JSON
/// policy elements: Version</see>
/// </remarks>
public enum PolicyVersion
{
    /// <summary>No Version element: read as <see cref="V20081017"/>.</summary>
    Absent = 0,

    /// <summary><c>2008-10-17</c>: <c>${…}</c> is literal text.</summary>
    V20081017,

    /// <summary><c>2012-10-17</c>: <c>${…}</c> is a policy variable.</summary>
    V20121017,
}

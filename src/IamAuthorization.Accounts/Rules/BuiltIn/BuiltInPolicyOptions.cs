namespace IamAuthorization.Accounts;

/// <summary>What the app ships beside the built-in managed policies, under the same scheme.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html">
/// About AWS managed policies</see>
/// </remarks>
public class BuiltInPolicyOptions
{
    /// <summary>
    /// The app's own policies by path and name, for example <c>service-role/Reports</c> for
    /// <c>arn:aws:iam::aws:policy/service-role/Reports</c>, with their JSON texts. One of a built-in name replaces it.
    /// Those under <c>service-role/</c> are for roles alone.
    /// </summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, string> Policies { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

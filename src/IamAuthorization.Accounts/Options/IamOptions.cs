namespace IamAuthorization.Accounts;

/// <summary>What the app is in IAM's terms. Every part of the library reads this one instance.</summary>
public class IamOptions
{
    /// <summary>
    /// The service prefix of the app's actions and ARNs, for example <c>orders</c>: lower-case ASCII letters, digits
    /// and hyphens. Required.
    /// </summary>
    public string Service { get; set; } = string.Empty;

    /// <summary>The partition of the app's ARNs. The default is <c>aws</c>, which unmodified tools accept.</summary>
    public string Partition { get; set; } = "aws";

    /// <summary>
    /// The region of the app's ARNs, for example <c>eu-west-1</c>; may be empty. The default is empty.
    /// </summary>
    public string Region { get; set; } = string.Empty;

    /// <summary>The account that owns the app's resources: 12 digits. Required.</summary>
    public string AccountId { get; set; } = string.Empty;

    /// <summary>
    /// The actions the app has, as <c>service:Name</c> in any case, for example <c>orders:GetOrder</c>. Where any is
    /// declared, an endpoint that asks for another one of <see cref="Service"/> keeps the app from starting, and one
    /// in a policy file is a warning.
    /// </summary>
    /// <value>The default is empty: nothing is compared.</value>
    public ICollection<string> Actions { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Which start-up checks report without keeping the app from starting.</summary>
    public IamStartupChecks StartupChecks { get; } = new();
}

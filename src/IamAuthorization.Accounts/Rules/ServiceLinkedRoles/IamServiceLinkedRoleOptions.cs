namespace IamAuthorization.Accounts;

/// <summary>The services of the app that act with roles of their own in accounts.</summary>
public sealed class IamServiceLinkedRoleOptions
{
    internal const string NamePrefix = "AWSServiceRoleFor";
    internal const string PathRoot = "aws-service-role";

    /// <summary>The roles by the name of the service, for example <c>reports.orders.example</c>.</summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, ServiceLinkedRole> Services { get; } =
        new Dictionary<string, ServiceLinkedRole>(StringComparer.Ordinal);

    internal static string PathOf(string serviceName) => $"/{PathRoot}/{serviceName}/";
}

using System.Collections.Frozen;

namespace IamAuthorization.Policies;

/// <summary>The declared keys of the <c>aws:</c>, <c>sts:</c> and <c>iam:</c> namespaces (conditions §6).</summary>
internal static class ConditionKeyCatalogue
{
    public const string PrincipalTagPrefix = "aws:PrincipalTag/";
    public const string RequestTagPrefix = "aws:RequestTag/";
    public const string ResourceTagPrefix = "aws:ResourceTag/";
    public const string IamResourceTagPrefix = "iam:ResourceTag/";

    private static readonly string[] TagPrefixes =
        [PrincipalTagPrefix, RequestTagPrefix, ResourceTagPrefix, IamResourceTagPrefix];

    private static readonly string[] ReservedPrefixes = ["aws:", "sts:", "iam:"];

    private static readonly FrozenDictionary<string, ConditionKey> Keys = new[]
        {
            Single("aws:PrincipalArn", ConditionKeyType.Arn),
            Single("aws:PrincipalAccount"),
            Single("aws:PrincipalType"),
            Single("aws:userid"),
            Single("aws:username"),
            Single("aws:PrincipalOrgID"),
            Multiple("aws:PrincipalOrgPaths"),
            Single("aws:PrincipalIsAWSService", ConditionKeyType.Boolean),
            Single("aws:PrincipalServiceName"),
            Multiple("aws:PrincipalServiceNamesList"),
            Single("aws:TokenIssueTime", ConditionKeyType.Date),
            Single("aws:MultiFactorAuthPresent", ConditionKeyType.Boolean),
            Single("aws:MultiFactorAuthAge", ConditionKeyType.Number),
            Single("aws:SourceIdentity"),
            Single("aws:FederatedProvider"),
            Single("aws:AssumedRoot"),
            Single("aws:SignInSessionArn", ConditionKeyType.Arn),
            Single("aws:ChatbotSourceArn", ConditionKeyType.Arn),
            Single("aws:Ec2InstanceSourceVpc"),
            Single("aws:Ec2InstanceSourcePrivateIPv4", ConditionKeyType.IpAddress),
            Single("aws:SourceIp", ConditionKeyType.IpAddress),
            Single("aws:VpcSourceIp", ConditionKeyType.IpAddress),
            Single("aws:SourceVpc"),
            Single("aws:SourceVpce"),
            Single("aws:SourceVpcArn", ConditionKeyType.Arn),
            Single("aws:VpceAccount"),
            Single("aws:VpceOrgID"),
            Multiple("aws:VpceOrgPaths"),
            Single("aws:ResourceAccount"),
            Single("aws:ResourceOrgID"),
            Multiple("aws:ResourceOrgPaths"),
            Single("aws:CurrentTime", ConditionKeyType.Date),
            Single("aws:EpochTime", ConditionKeyType.Date),
            Single("aws:SecureTransport", ConditionKeyType.Boolean),
            Single("aws:UserAgent"),
            Single("aws:Referer"),
            Single("aws:RequestedRegion"),
            Multiple("aws:TagKeys"),
            Single("aws:ViaAWSService", ConditionKeyType.Boolean),
            Multiple("aws:CalledVia"),
            Single("aws:CalledViaFirst"),
            Single("aws:CalledViaLast"),
            Single("aws:SourceArn", ConditionKeyType.Arn),
            Single("aws:SourceAccount"),
            Single("aws:SourceOrgID"),
            Multiple("aws:SourceOrgPaths"),
            Single("aws:IsMcpServiceAction", ConditionKeyType.Boolean),
            Single("aws:ViaAWSMCPService", ConditionKeyType.Boolean),
            Single("aws:CalledViaAWSMCP"),
            Single("sts:ExternalId"),
            Single("sts:RoleSessionName"),
            Single("sts:SourceIdentity"),
            Multiple("sts:TransitiveTagKeys"),
            Single("sts:DurationSeconds", ConditionKeyType.Number),
            Single("sts:AWSServiceName"),
            Single("iam:PolicyARN", ConditionKeyType.Arn),
            Single("iam:PermissionsBoundary", ConditionKeyType.Arn),
            Single("iam:PassedToService"),
            Single("iam:AssociatedResourceArn", ConditionKeyType.Arn),
            Single("iam:AWSServiceName"),
            Single("iam:OrganizationsPolicyId"),
        }
        .ToFrozenDictionary(key => key.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The declared key of that name, or null.</summary>
    public static ConditionKey? Find(string name) => Keys.GetValueOrDefault(name);

    /// <summary>C-41: whether the name is a member of a tag family, all of which are single-valued.</summary>
    public static bool IsTag(string name)
    {
        foreach (string prefix in TagPrefixes)
        {
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>C-06: whether the name is a tag family without a tag key, with or without its slash.</summary>
    public static bool IsTagFamilyWithoutKey(string name)
    {
        foreach (string prefix in TagPrefixes)
        {
            if (prefix.AsSpan(0, prefix.Length - 1).Equals(name, StringComparison.OrdinalIgnoreCase)
                || string.Equals(prefix, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>C-43: whether only the library may supply the key.</summary>
    public static bool IsReserved(string name)
    {
        foreach (string prefix in ReservedPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// C-05: <c>prefix:name</c>, neither empty, no white space or control character in them; the subkey of a tag
    /// family may hold white space.
    /// </summary>
    public static bool IsWellFormed(string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == name.Length - 1)
        {
            return false;
        }

        int slash = name.IndexOf('/', colon);
        bool hasSubkey = slash > colon + 1;
        ReadOnlySpan<char> plain = hasSubkey ? name.AsSpan(0, slash) : name;
        foreach (char character in plain)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                return false;
            }
        }

        foreach (char character in name)
        {
            if (char.IsControl(character))
            {
                return false;
            }
        }

        return true;
    }

    private static ConditionKey Single(string name, ConditionKeyType type = ConditionKeyType.String) =>
        new(name, type, ConditionKeyCardinality.Single);

    private static ConditionKey Multiple(string name) =>
        new(name, ConditionKeyType.String, ConditionKeyCardinality.Multiple);
}

namespace IamAuthorization.Policies.Reference;

/// <summary>conditions.md §1.1: a key of the request with its values.</summary>
public sealed record ContextEntry(string Key, IReadOnlyList<string> Values, bool IsMultiple)
{
    /// <summary>§3.9: two keys that are equal but for case.</summary>
    public bool IsConflict { get; init; }
}

/// <summary>The context of a question: what the request supplies, and what follows from who and what.</summary>
internal sealed class Context
{
    /// <summary>The keys of conditions.md §6 with Card n.</summary>
    private static readonly HashSet<string> DeclaredMultiple = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalOrgPaths", "aws:PrincipalServiceNamesList", "aws:VpceOrgPaths", "aws:ResourceOrgPaths",
        "aws:TagKeys", "aws:CalledVia", "aws:SourceOrgPaths", "sts:TransitiveTagKeys",
    };

    /// <summary>The keys of conditions.md §6 with Card 1.</summary>
    private static readonly HashSet<string> DeclaredSingle = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:userid", "aws:username",
        "aws:PrincipalOrgID", "aws:PrincipalIsAWSService", "aws:PrincipalServiceName", "aws:TokenIssueTime",
        "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:SourceIdentity", "aws:FederatedProvider",
        "aws:AssumedRoot", "aws:SignInSessionArn", "aws:ChatbotSourceArn", "aws:Ec2InstanceSourceVpc",
        "aws:Ec2InstanceSourcePrivateIPv4", "aws:SourceIp", "aws:VpcSourceIp", "aws:SourceVpc", "aws:SourceVpce",
        "aws:SourceVpcArn", "aws:VpceAccount", "aws:VpceOrgID", "aws:ResourceAccount", "aws:ResourceOrgID",
        "aws:CurrentTime", "aws:EpochTime", "aws:SecureTransport", "aws:UserAgent", "aws:Referer",
        "aws:RequestedRegion", "aws:ViaAWSService", "aws:CalledViaFirst", "aws:CalledViaLast", "aws:SourceArn",
        "aws:SourceAccount", "aws:SourceOrgID", "aws:IsMcpServiceAction", "aws:ViaAWSMCPService",
        "aws:CalledViaAWSMCP", "sts:ExternalId", "sts:RoleSessionName", "sts:SourceIdentity", "sts:DurationSeconds",
        "sts:AWSServiceName", "iam:PolicyARN", "iam:PermissionsBoundary", "iam:PassedToService",
        "iam:AssociatedResourceArn", "iam:AWSServiceName", "iam:OrganizationsPolicyId",
    };

    /// <summary>C-41: every member of a tag family is single-valued.</summary>
    private static readonly string[] TagFamilies =
        ["aws:PrincipalTag/", "aws:RequestTag/", "aws:ResourceTag/", "iam:ResourceTag/"];

    private readonly Dictionary<string, ContextEntry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public Context(Question question, Caller caller, string? owner)
    {
        foreach (ContextEntry entry in question.Context)
        {
            bool isNew = _entries.TryAdd(entry.Key, WithCardinality(entry));
            if (!isNew)
            {
                _entries[entry.Key] = new ContextEntry(entry.Key, [], IsMultiple: false) { IsConflict = true };
            }
        }

        Derive("aws:PrincipalArn", caller.PrincipalArn);
        Derive("aws:PrincipalAccount", caller.Kind == CallerKind.Anonymous ? "anonymous" : caller.Account);
        Derive("aws:username", caller.Kind == CallerKind.User ? caller.UserName : null);
        Derive("aws:ResourceAccount", owner);
    }

    /// <summary>C-04: whatever its case. Null: not in the context.</summary>
    public ContextEntry? Lookup(string key) => _entries.GetValueOrDefault(key);

    /// <summary>What the request supplies is authoritative, be it nothing (C-44).</summary>
    private void Derive(string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _entries.TryAdd(key, new ContextEntry(key, [value], IsMultiple: false));
        }
    }

    /// <summary>conditions.md §1.1: declared cardinality, else an array is multi and a scalar single.</summary>
    private static ContextEntry WithCardinality(ContextEntry entry)
    {
        if (DeclaredMultiple.Contains(entry.Key))
        {
            return entry with { IsMultiple = true };
        }

        bool isSingle = DeclaredSingle.Contains(entry.Key)
            || TagFamilies.Any(family =>
                entry.Key.Length > family.Length && entry.Key.StartsWith(family, StringComparison.OrdinalIgnoreCase));
        return isSingle ? entry with { IsMultiple = entry.Values.Count > 1 } : entry;
    }
}

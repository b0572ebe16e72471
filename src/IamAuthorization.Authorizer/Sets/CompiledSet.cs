using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>A policy set and what must be fetched before it can be asked.</summary>
internal sealed class CompiledSet
{
    private const string ResourceTagPrefix = "aws:ResourceTag/";
    private const string IamResourceTagPrefix = "iam:ResourceTag/";

    public CompiledSet(PolicySet policies)
    {
        Policies = policies;
        ReadsResourceTags = policies.ReferencedKeys().Any(IsResourceTag);
    }

    public static CompiledSet Empty { get; } = new(PolicySet.Empty);

    public PolicySet Policies { get; }

    public bool ReadsResourceTags { get; }

    private static bool IsResourceTag(ConditionKey key) =>
        key.Name.StartsWith(ResourceTagPrefix, StringComparison.OrdinalIgnoreCase)
        || key.Name.StartsWith(IamResourceTagPrefix, StringComparison.OrdinalIgnoreCase);
}

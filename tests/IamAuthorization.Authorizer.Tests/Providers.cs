using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer.Tests;

internal sealed class Tags(Func<CancellationToken, ValueTask<IReadOnlyDictionary<string, string>?>> find)
    : IIamResourceTags
{
    public int Calls { get; private set; }

    public static Tags Of(params (string Key, string Value)[] tags) => new(_ =>
        new(tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal)));

    public ValueTask<IReadOnlyDictionary<string, string>?> FindAsync(Arn resource, CancellationToken cancellationToken)
    {
        Calls++;
        return find(cancellationToken);
    }
}

internal sealed class Policies(Func<CancellationToken, ValueTask<PolicyDocument?>> find) : IIamResourcePolicies
{
    public int Calls { get; private set; }

    public ValueTask<PolicyDocument?> FindAsync(Arn resource, CancellationToken cancellationToken)
    {
        Calls++;
        return find(cancellationToken);
    }
}

using System.Collections.Frozen;
using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>
/// The managed policies that belong to no account, <c>arn:PARTITION:iam::aws:policy/[path/]NAME</c>: every account may
/// attach them, nobody can change them, and no store holds them.
/// </summary>
internal sealed class BuiltInPolicies(IOptions<IamOptions> iam, IOptions<BuiltInPolicyOptions> options)
{
    public const string AccountId = "aws";

    // WHY late: what is wrong with options is told by their own check, not by whoever happens to be made first.
    private readonly Lazy<FrozenDictionary<Arn, ManagedPolicy>> _policies = new(() => Read(iam.Value, options.Value));

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<ManagedPolicy> All =>
        [.. _policies.Value.Values.OrderBy(policy => policy.Key.NormalizedName, StringComparer.Ordinal)];

    /// <summary>How the texts of the catalogue are read: as when they are saved, but for quotas.</summary>
    public static PolicyReadOptions ReadingIn(string partition) => new()
    {
        Gate = PolicyGate.Save,
        Quotas = null,
        Partition = partition,
        KeepsText = true,
    };

    public static bool Owns(Arn arn) => arn.Account is AccountId;

    public ManagedPolicy? Find(Arn arn) => _policies.Value.GetValueOrDefault(arn);

    /// <summary>A managed policy of this catalogue, or of the store.</summary>
    public ValueTask<ManagedPolicy?> FindAsync(
        IIamSnapshot snapshot, Arn arn, CancellationToken cancellationToken) =>
        Owns(arn) ? new(Find(arn)) : snapshot.FindManagedPolicyAsync(arn, cancellationToken);

    /// <summary>Several managed policies of this catalogue and of the store, by their ARNs; those that exist.</summary>
    public async ValueTask<IReadOnlyDictionary<Arn, ManagedPolicy>> FindAsync(
        IIamSnapshot snapshot, IReadOnlyCollection<Arn> arns, CancellationToken cancellationToken)
    {
        if (!arns.Any(Owns))
        {
            return await snapshot.FindManagedPoliciesAsync(arns, cancellationToken);
        }

        Arn[] stored = [.. arns.Where(arn => !Owns(arn))];
        var found = new Dictionary<Arn, ManagedPolicy>(
            await snapshot.FindManagedPoliciesAsync(stored, cancellationToken));
        foreach (Arn arn in arns.Where(Owns))
        {
            if (Find(arn) is { } policy)
            {
                found[arn] = policy;
            }
        }

        return found;
    }

    private static FrozenDictionary<Arn, ManagedPolicy> Read(IamOptions iam, BuiltInPolicyOptions options)
    {
        var texts = new Dictionary<string, string>(BuiltInTexts.Of(iam.Service), StringComparer.Ordinal);
        PolicyReadOptions reading = ReadingIn(iam.Partition);
        foreach ((string name, string text) in options.Policies)
        {
            texts[name] = text;
        }

        return texts
            .Select(policy => Make(iam.Partition, policy.Key, policy.Value, reading))
            .ToFrozenDictionary(policy => policy.Arn);
    }

    private static ManagedPolicy Make(string partition, string name, string text, PolicyReadOptions reading)
    {
        int slash = name.LastIndexOf('/');
        string path = slash < 0 ? "/" : $"/{name[..(slash + 1)]}";
        Arn arn = IamArn.ManagedPolicy(partition, AccountId, name[(slash + 1)..], path);
        return new ManagedPolicy
        {
            Arn = arn,
            UniqueId = DerivedUniqueId.Of("ANPA", arn),
            Document = PolicyDocument.Parse(text, PolicyKind.Managed, reading),
        };
    }
}

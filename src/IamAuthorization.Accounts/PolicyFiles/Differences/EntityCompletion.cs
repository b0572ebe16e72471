namespace IamAuthorization.Accounts;

/// <summary>
/// Gives entities of files what files may leave out: the unique id and the dates of the entity that the store has, or
/// new ones; and the versions of a managed policy of which the file has the document in effect alone.
/// </summary>
internal sealed class EntityCompletion(AccountOfFiles stored, IUniqueIds ids, DateTimeOffset now)
{
    private readonly Dictionary<IamEntityKey, IamEntity> _stored = stored.All.ToDictionary(entity => entity.Key);

    // WHY: the API shows whole seconds, and so do the entities it makes.
    private readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());

    public List<string> Problems { get; } = [];

    public IReadOnlyCollection<IamEntity> Complete(WantedAccount wanted)
    {
        ManagedPolicyVersion[] versions = [.. wanted.Entities.OfType<ManagedPolicyVersion>()];
        return
        [
            .. wanted.Entities
                .Where(entity => entity is not ManagedPolicyVersion)
                .SelectMany(entity => entity is ManagedPolicy policy
                    ? Complete(policy, [.. versions.Where(version => version.PolicyArn == policy.Arn)])
                    : [Complete(entity)]),
        ];
    }

    private IamEntity Complete(IamEntity entity)
    {
        IamEntity? before = _stored.GetValueOrDefault(entity.Key);
        return entity switch
        {
            IamAccount account => account with { CreatedAt = account.CreatedAt ?? stored.Account?.CreatedAt ?? _now },
            IamUser user => user with
            {
                UniqueId = IdOf(DerivedUniqueId.IsOf(user.UniqueId, user.Arn) ? null : user.UniqueId, before, "AIDA"),
                CreatedAt = user.CreatedAt ?? (before as IamUser)?.CreatedAt ?? _now,
            },
            IamGroup group => group with
            {
                UniqueId = IdOf(group.UniqueId, before, "AGPA"),
                CreatedAt = group.CreatedAt ?? (before as IamGroup)?.CreatedAt ?? _now,
            },
            IamRole role => role with
            {
                UniqueId = IdOf(DerivedUniqueId.IsOf(role.UniqueId, role.Arn) ? null : role.UniqueId, before, "AROA"),
                CreatedAt = role.CreatedAt ?? (before as IamRole)?.CreatedAt ?? _now,
            },
            _ => entity,
        };
    }

    private string IdOf(string? given, IamEntity? before, string prefix) =>
        given ?? (before is null ? null : IamEntityIds.UniqueIdOf(before)) ?? ids.Next(prefix);

    private IEnumerable<IamEntity> Complete(ManagedPolicy policy, ManagedPolicyVersion[] versions)
    {
        var before = _stored.GetValueOrDefault(policy.Key) as ManagedPolicy;
        ManagedPolicy dated = policy with
        {
            UniqueId = IdOf(policy.UniqueId, before, "ANPA"),
            CreatedAt = policy.CreatedAt ?? before?.CreatedAt ?? _now,
            UpdatedAt = policy.UpdatedAt ?? before?.UpdatedAt ?? _now,
        };
        if (before is null)
        {
            return [Dated(dated, before), .. versions];
        }

        if (before.Arn != policy.Arn)
        {
            Problems.Add($"{policy.Key} has another path in the store: a managed policy cannot be moved.");
        }

        // WHY: a file with one document says what is in effect, and nothing of the versions from before.
        bool isOneDocument = versions.Length == 0 && policy.Versions is [{ CreatedAt: null }];
        return isOneDocument
            ? VersionedPolicy.InEffect(dated, before, stored.VersionsOf(before), _now)
            : WithVersions(Dated(dated, before), before, versions);
    }

    private IEnumerable<IamEntity> WithVersions(
        ManagedPolicy policy, ManagedPolicy before, ManagedPolicyVersion[] versions)
    {
        ManagedPolicyVersion[] old = stored.VersionsOf(before);
        foreach (PolicyVersionEntry entry in policy.Versions)
        {
            Policies.PolicyDocument? was = VersionedPolicy.DocumentOf(before, old, entry.Number);
            if (was is not null && !was.Equals(VersionedPolicy.DocumentOf(policy, versions, entry.Number)))
            {
                Problems.Add(
                    $"{policy.Key} has another {entry.Id} in the store: a version never changes, write a new one.");
            }
        }

        return [policy with { LastVersion = Math.Max(policy.LastVersion, before.LastVersion) }, .. versions];
    }

    private ManagedPolicy Dated(ManagedPolicy policy, ManagedPolicy? before) => policy with
    {
        Versions =
        [
            .. policy.Versions.Select(version => version with
            {
                CreatedAt = version.CreatedAt
                    ?? before?.Versions.FirstOrDefault(old => old.Number == version.Number)?.CreatedAt
                    ?? _now,
            }),
        ],
    };
}

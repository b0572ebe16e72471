using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Commits on few names, so that they meet.</summary>
internal sealed class RandomCommit(Random random, string account)
{
    private static readonly string[] Names = ["a", "A", "b", "c"];

    /// <summary>Every key that entities made here can have.</summary>
    public IamEntityKey[] Keys() =>
    [
        .. from name in Names
           from entity in (IamEntity[])
           [
               Sample.User(name, account), Sample.Group(name, account), Sample.Role(name, account),
               Sample.Policy(name, account), Sample.AccessKey(account + name, name, account),
               Sample.LoginProfile(name, account),
           ]
           select entity.Key,
    ];

    /// <summary>A commit decided on one of the newest revisions, most often on the last.</summary>
    public IamCommit Next(long revisionMin, long revision) => new()
    {
        ExpectedRevision = random.Next(3) > 0 ? revision : random.NextInt64(revisionMin, revision + 2),
        AccountId = account,
        Action = "iam:Test",
        IsExclusive = random.Next(10) == 0,
        Puts = [.. Several(3).Select(_ => Entity()).DistinctBy(entity => entity.Key)],
        Deletions = [.. Several(2).Select(_ => Key())],
        Touches = [.. Several(2).Select(_ => Key())],
        Reads = [.. Several(2).Select(_ => Key())],
    };

    /// <summary>Rules, not stores, keep two entities from having the same; so here each name has its own.</summary>
    public static IEnumerable<string> UniqueIds(string account) =>
        Names.SelectMany(name => (string[])[UniqueId(account, name, 1), UniqueId(account, name, 2)]).Distinct();

    private static string UniqueId(string account, string name, int number) =>
        $"AIDA{account}{name.ToUpperInvariant()}{number}";

    private IamUser User(string name) => Sample.User(name, account) with
    {
        GroupNames = IsSo() ? [Name()] : [],
        UniqueId = IsSo() ? UniqueId(account, name, random.Next(1, 3)) : null,
        AttachedPolicyArns = IsSo() ? [Sample.PolicyArn(Name(), account)] : [],
    };

    private IEnumerable<int> Several(int max) => Enumerable.Range(0, random.Next(max + 1));

    private string Name() => Names[random.Next(Names.Length)];

    private IamEntityKey Key() => Entity().Key;

    private bool IsSo() => random.Next(2) == 0;

    private IamEntity Entity() => random.Next(6) switch
    {
        0 => User(Name()),
        1 => Sample.Group(Name(), account) with
        {
            AttachedPolicyArns = IsSo() ? [Sample.PolicyArn(Name(), account), Sample.PolicyArn("b", account)] : [],
        },
        2 => Sample.Role(Name(), account) with
        {
            PermissionsBoundaryArn = IsSo() ? Sample.PolicyArn(Name(), account) : null,
            AttachedPolicyArns = IsSo() ? [Sample.PolicyArn(Name(), account)] : [],
        },
        3 => Sample.Policy(Name(), account) with { Description = IsSo() ? Name() : null },
        4 => Sample.AccessKey(account + Name(), IsSo() ? Name() : null, account) with { IsActive = IsSo() },
        _ => Sample.LoginProfile(Name(), account) with { IsResetRequired = IsSo() },
    };
}

using System.Collections.Immutable;
using System.Text.Json;
using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Threats;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>
/// Evaluation.md §10 and conditions §7 written down once more, for the few forms a <see cref="RandomWorld"/> has: slow,
/// literal, and sharing nothing with the engine.
/// </summary>
internal static class NaiveDecision
{
    private enum Level
    {
        None,
        Account,
        Entity,
        Direct,
    }

    public static (DecisionOutcome Outcome, PolicyType By) Of(RandomWorld world)
    {
        bool hasAccount = world.Caller is not ("anonymous" or "service");
        bool isAtHome = hasAccount && world.Owner == Here;
        ImmutableArray<ImmutableArray<Statement>> scps = hasAccount ? world.Scps : [];
        ImmutableArray<Statement> resource = world.ResourcePolicy ?? [];
        (PolicyType Type, IEnumerable<Statement> Statements)[] sets =
        [
            (PolicyType.ServiceControl, scps.SelectMany(level => level)),
            (PolicyType.ResourceControl, world.Rcp ?? []),
            (PolicyType.ResourceBased, resource),
            (PolicyType.IdentityBased, world.Identity),
            (PolicyType.PermissionsBoundary, world.Boundary ?? []),
            (PolicyType.Session, world.Session ?? []),
        ];
        foreach ((PolicyType type, IEnumerable<Statement> statements) in sets)
        {
            if (statements.Any(statement => Matches(statement, world, PolicyEffect.Deny)))
            {
                return (DecisionOutcome.ExplicitDeny, type);
            }
        }

        Level level = resource
            .Where(statement => Matches(statement, world, PolicyEffect.Allow))
            .Select(statement => LevelOf(statement, world.Caller))
            .Append(Level.None)
            .Max();
        PolicyType by = Implicit(world, level, hasAccount, isAtHome, scps);
        return (by == PolicyType.None ? DecisionOutcome.Allow : DecisionOutcome.ImplicitDeny, by);
    }

    /// <summary>The type of policy whose silence denies, or none when the request is allowed.</summary>
    private static PolicyType Implicit(
        RandomWorld world,
        Level level,
        bool hasAccount,
        bool isAtHome,
        ImmutableArray<ImmutableArray<Statement>> scps)
    {
        if (!hasAccount)
        {
            return level == Level.Direct ? PolicyType.None : PolicyType.ResourceBased;
        }

        if (scps.Any(statements => !Allows(statements, world)))
        {
            return PolicyType.ServiceControl;
        }

        if (world.Caller == "root")
        {
            return isAtHome || level != Level.None ? PolicyType.None : PolicyType.ResourceBased;
        }

        if (isAtHome && level == Level.Direct)
        {
            return PolicyType.None;
        }

        if (!Allows(world.Identity, world) && !(isAtHome && level == Level.Entity))
        {
            return PolicyType.IdentityBased;
        }

        if (world.Boundary is { } boundary && !Allows(boundary, world))
        {
            return PolicyType.PermissionsBoundary;
        }

        bool needsSession = world.Caller == "federated" || world.Session is not null;
        if (needsSession && !Allows(world.Session ?? [], world))
        {
            return PolicyType.Session;
        }

        return !isAtHome && level == Level.None ? PolicyType.ResourceBased : PolicyType.None;
    }

    private static bool Allows(ImmutableArray<Statement> statements, RandomWorld world) =>
        statements.Any(statement => Matches(statement, world, PolicyEffect.Allow));

    private static bool Matches(Statement statement, RandomWorld world, PolicyEffect effect) =>
        statement.Effect == effect
        && (statement.Principal is null || LevelOf(statement, world.Caller) != Level.None)
        && statement.Actions.Any(entry => MatchesAction(entry, world.Action)) != statement.IsNotAction
        && statement.Resources!.Value.Any(entry => MatchesResource(entry, world)) != statement.IsNotResource
        && IsTrue(statement, world);

    private static bool MatchesAction(string entry, string action) =>
        NaiveMatcher.IsMatch(entry.ToUpperInvariant(), action.ToUpperInvariant());

    private static bool MatchesResource(string entry, RandomWorld world)
    {
        if (entry == "*" || world.Resource == "*")
        {
            return entry == "*";
        }

        const string Variable = "${app:v}";
        string? value = ValueOf("app:v", world);
        if (entry.Contains(Variable, StringComparison.Ordinal) && string.IsNullOrEmpty(value))
        {
            return false;
        }

        string[] pattern = entry.Replace(Variable, value, StringComparison.Ordinal).Split("arn:")[1].Split(':', 5);
        string[] parts = world.Resource.Split("arn:")[1].Split(':', 5);
        return pattern.Zip(parts).All(pair => NaiveMatcher.IsMatch(pair.First, pair.Second));
    }

    private static Level LevelOf(Statement statement, string caller) =>
        statement.Principal!.Values.Max(value => (value, caller) switch
        {
            ("*", _) => Level.Direct,
            (AliceArn, "user") or (SessionArn, "session") or (FederatedArn, "federated") => Level.Direct,
            (ServiceName, "service") => Level.Direct,
            (Here, "root") => Level.Direct,
            (RoleArn, "session") or (AliceArn, "federated") => Level.Entity,
            (Here, "user" or "session" or "federated") => Level.Account,
            _ => Level.None,
        });

    private static bool IsTrue(Statement statement, RandomWorld world)
    {
        Answer unknown = statement.Effect == PolicyEffect.Deny ? Answer.True : Answer.False;
        return statement.Tests.All(test =>
        {
            Answer answer = Ask(test, ValueOf(test.Key.ToLowerInvariant(), world));
            return (answer == Answer.Unknown ? unknown : answer) == Answer.True;
        });
    }

    private static Answer Ask(Statement.Test test, string? given)
    {
        string[] values = test.ValuesJson.StartsWith('[')
            ? JsonSerializer.Deserialize<string[]>(test.ValuesJson)!
            : [JsonSerializer.Deserialize<string>(test.ValuesJson)!];
        return test.Operator switch
        {
            "StringEquals" => given is null ? Answer.False : Truth(values.Contains(given)),
            "StringNotEquals" => given is null ? Answer.True : Truth(!values.Contains(given)),
            "StringLike" => given is null ? Answer.False : Truth(NaiveMatcher.IsMatch(values[0], given)),
            "StringLikeIfExists" => given is null ? Answer.True : Truth(NaiveMatcher.IsMatch(values[0], given)),
            "ForAllValues:StringEquals" => Truth(string.IsNullOrEmpty(given) || values.Contains(given)),
            "Null" => Truth(string.IsNullOrEmpty(given) == (values[0] == "true")),
            "NumericLessThan" => given is null ? Answer.False : Number(given, number => number < int.Parse(values[0])),
            "NumericNotEquals" => given is null ? Answer.True : Number(given, number => number != int.Parse(values[0])),
            _ => throw new NotSupportedException(test.Operator),
        };
    }

    private static Answer Number(string given, Func<int, bool> test) =>
        int.TryParse(given, out int number) ? Truth(test(number)) : Answer.Unknown;

    private static Answer Truth(bool isTrue) => isTrue ? Answer.True : Answer.False;

    private static string? ValueOf(string key, RandomWorld world) =>
        world.Context.Single(entry => entry.Key == key).Value;
}

using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>The worlds reach what they are there for: every answer, ground, operator and shape.</summary>
public sealed class CoverageTests
{
    private const ulong Seed = 4;
    private const int Groups = 3_000;
    private const int LargeGroups = 12;

    private static readonly Lazy<Reached> All = new(Reached.Of);

    public static TheoryData<string> Grounds =>
    [
        "Allow by identity-based policy", "Allow by resource-based policy", "Allow by role trust policy",
        "Allow by account root user", "ExplicitDeny by identity-based policy", "ExplicitDeny by resource-based policy",
        "ExplicitDeny by role trust policy", "ExplicitDeny by permissions boundary", "ExplicitDeny by session policy",
        "ExplicitDeny by service control policy", "ExplicitDeny by resource control policy", "ImplicitDeny by none",
        "ImplicitDeny by identity-based policy", "ImplicitDeny by resource-based policy",
        "ImplicitDeny by role trust policy", "ImplicitDeny by permissions boundary", "ImplicitDeny by session policy",
        "ImplicitDeny by service control policy",
    ];

    public static TheoryData<string> Operators =>
    [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike",
        "StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals",
        "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals", "DateLessThan",
        "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Bool", "BinaryEquals", "IpAddress",
        "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike",
    ];

    public static TheoryData<string> Shapes =>
    [
        "*", "exact", "prefix", "inner", "single", "variable", "short", "action exact", "action prefix", "action inner",
    ];

    [Theory]
    [MemberData(nameof(Grounds))]
    public void Worlds_ReachEveryGround(string ground) =>
        Assert.InRange(All.Value.Of("ground", ground), 10, int.MaxValue);

    [Theory]
    [MemberData(nameof(Operators))]
    public void Worlds_ReachEveryTruthOfEveryOperator(string name)
    {
        Assert.InRange(All.Value.Of("test", $"{name} True"), 3, int.MaxValue);
        Assert.InRange(All.Value.Of("test", $"{name} False"), 3, int.MaxValue);
        Assert.InRange(All.Value.Of("test", $"{name} Unknown"), 3, int.MaxValue);
    }

    [Theory]
    [InlineData("Null True")]
    [InlineData("Null False")]
    [InlineData("ForAllValues: True")]
    [InlineData("ForAllValues: False")]
    [InlineData("ForAllValues: Unknown")]
    [InlineData("ForAnyValue: True")]
    [InlineData("ForAnyValue: False")]
    [InlineData("ForAnyValue: Unknown")]
    [InlineData("IfExists True")]
    [InlineData("IfExists False")]
    public void Worlds_ReachEveryTruthOfEveryModifier(string test) =>
        Assert.InRange(All.Value.Of("test", test), 10, int.MaxValue);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void LargeSets_HoldEveryShape(string shape) =>
        Assert.InRange(All.Value.Of("shape", shape), 10, int.MaxValue);

    /// <summary>What some thousand worlds of one seed reach, counted.</summary>
    private sealed class Reached
    {
        private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

        public static Reached Of()
        {
            var reached = new Reached();
            for (int group = 0; group < Groups; group++)
            {
                Case[] worlds = [.. Worlds.Draw(Dice.Of(Seed, group))];
                var engine = new EngineWorld(worlds[0].Documents);
                Array.ForEach(worlds, world => reached.Count(engine, world.Question));
            }

            for (int group = 0; group < LargeGroups; group++)
            {
                reached.CountShapes(new EngineWorld(Worlds.DrawLarge(Dice.Of(Seed, group)).First().Documents));
            }

            return reached;
        }

        public int Of(string kind, string name) => _counts.GetValueOrDefault($"{kind}: {name}");

        private void Count(EngineWorld engine, Question question)
        {
            AuthorizationRequest request = EngineWorld.RequestOf(question, Caller.Of(question));
            Explanation explanation = IamEvaluator.Explain(request, engine.Indexed);
            IamDecision decision = explanation.Decision;
            Add("ground", $"{decision.Outcome} by {decision.DecidedBy.ToDisplayName()}");
            foreach (StatementExplanation statement in explanation.Statements)
            {
                foreach (ConditionExplanation test in statement.Conditions)
                {
                    string truth = test.IsUnreadable ? "Unknown" : test.IsMet ? "True" : "False";
                    string name = test.Condition.Operator;
                    string set = name.Contains(':', StringComparison.Ordinal) ? name.Split(':')[0] + ":" : "";
                    bool ifExists = name.EndsWith("IfExists", StringComparison.Ordinal);
                    Add("test", $"{name[set.Length..].Replace("IfExists", "", StringComparison.Ordinal)} {truth}");
                    Add("test", $"{set} {truth}");
                    Add("test", $"{(ifExists ? "IfExists" : "")} {truth}");
                }
            }
        }

        private void CountShapes(EngineWorld engine)
        {
            foreach (PolicyStatement statement in new[] { engine.Indexed.Identity, engine.Indexed.Resource }
                .OfType<PolicySet>().SelectMany(set => set.Policies).SelectMany(policy => policy.Document.Statements))
            {
                foreach (string entry in statement.Resources ?? [])
                {
                    Add("shape", ShapeOf(entry));
                }

                foreach (string entry in statement.Actions)
                {
                    int star = entry.IndexOf('*', StringComparison.Ordinal);
                    Add("shape", $"action {(star < 0 ? "exact" : star == entry.Length - 1 ? "prefix" : "inner")}");
                }
            }
        }

        private static string ShapeOf(string entry)
        {
            int wildcard = entry.IndexOfAny(['*', '?']);
            return entry == "*" ? "*"
                : entry.Count(character => character == ':') < 5 ? "short"
                : entry.Contains("${", StringComparison.Ordinal) ? "variable"
                : entry.Contains('?', StringComparison.Ordinal) ? "single"
                : wildcard < 0 ? "exact"
                : wildcard == entry.Length - 1 ? "prefix"
                : "inner";
        }

        private void Add(string kind, string name) =>
            _counts[$"{kind}: {name}"] = _counts.GetValueOrDefault($"{kind}: {name}") + 1;
    }
}

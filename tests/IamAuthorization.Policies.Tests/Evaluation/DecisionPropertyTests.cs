using System.Text.Json.Nodes;
using IamAuthorization.Policies.Reference;
using IamAuthorization.Policies.Tests.Differential;
using static IamAuthorization.Policies.Tests.Differential.DocumentEdits;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §10: the ten properties, held against random worlds of every shape.</summary>
[Trait("Threat", "E8")]
public sealed class DecisionPropertyTests
{
    private const long CountDefault = 4_000;
    private const string AnyDeny = "{\"Effect\":\"Deny\",\"Action\":[\"app:Get*\",\"sts:*\"]";
    private const string AnyAllow = "{\"Effect\":\"Allow\",\"Action\":[\"app:*\",\"sts:*\"]";
    private const string OnAny = ",\"Resource\":\"*\"}";
    private const string BothAccounts =
        "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Principal\":{\"AWS\":[\"111122223333\",\"444455556666\"]}";

    private const string ForAll = ",\"Principal\":\"*\"";

    [Fact]
    public Task Property01_AddedDeny_NeverTurnsDenyIntoAllow() => HoldsAsync(
        static documents =>
        [
            documents with { Identity = [.. Each(documents.Identity, AnyDeny + OnAny)] },
            documents with { Boundary = documents.Boundary is { } set ? [.. Each(set, AnyDeny + OnAny)] : null },
            documents with { Session = documents.Session is { } session ? [.. Each(session, AnyDeny + OnAny)] : null },
            documents with { Resource = documents.Resource?.Add(ForResource(documents, AnyDeny)) },
            documents with
            {
                ServiceControl = [.. documents.ServiceControl.Select(level => Each(level, AnyDeny + OnAny).ToArray())],
            },
        ],
        static (before, after, _) => before.IsAllowed || !after.IsAllowed);

    [Fact]
    public Task Property02_AddedAllow_NeverTurnsAllowIntoDeny() => HoldsAsync(
        static documents =>
        [
            documents with { Identity = [.. Each(documents.Identity, AnyAllow + OnAny)] },
            documents with { Resource = documents.Resource?.Add(ForResource(documents, AnyAllow)) },
        ],
        static (before, after, _) => !before.IsAllowed || after.IsAllowed);

    [Fact]
    public Task Property03_AddedLimit_NeverTurnsDenyIntoAllow() => HoldsAsync(
        static documents =>
        [
            documents with { Boundary = documents.Boundary ?? [One(AnyAllow + OnAny)] },
            documents with { ServiceControl = [.. documents.ServiceControl, [One(AnyAllow + OnAny)]] },
            documents with { ResourceControl = [.. documents.ResourceControl, [One(AnyDeny + ForAll + OnAny)]] },
        ],
        static (before, after, _) => before.IsAllowed || !after.IsAllowed);

    [Fact]
    public Task Property03_AddedSessionPolicy_NeverWidensARoleSession() => HoldsAsync(
        static documents => [documents with { Session = documents.Session ?? [One(AnyAllow + OnAny)] }],
        static (before, after, _) => before.IsAllowed || !after.IsAllowed,
        static caller => caller.Kind == CallerKind.RoleSession);

    [Fact]
    public Task Property04_RemovedLimit_NeverTurnsAllowIntoDeny() => HoldsAsync(
        static documents =>
        [
            documents with { Boundary = null },
            documents with { ServiceControl = [] },
            documents with { ResourceControl = [] },
        ],
        static (before, after, _) => !before.IsAllowed || after.IsAllowed);

    [Fact]
    public Task Property05_OrderDuplicatesAndCase_DoNotMatter() => HoldsAsync(
        static documents =>
        [
            documents.Reverse().Map(static statements => statements.Reverse()),
            documents.Map(static statements => statements.Concat(statements).Select(WithoutSid)),
            documents.Map(static statements => statements.Select(Shouted)),
        ],
        static (before, after, _) => before.Outcome == after.Outcome && before.DecidedBy == after.DecidedBy);

    [Fact]
    public Task Property06_List_IsAsManyStatements() => HoldsAsync(
        static documents =>
        [
            documents.Map(static statements => statements.SelectMany(one => Split(one, "Action"))),
            documents.Map(static statements => statements.SelectMany(one => Split(one, "Resource"))),
            documents.Map(static statements => statements.SelectMany(SplitCondition)),
        ],
        static (before, after, _) => before.Outcome == after.Outcome && before.DecidedBy == after.DecidedBy);

    [Theory]
    [InlineData("Action")]
    [InlineData("Resource")]
    public Task Property07_NotElement_IsTheOppositeOfTheElement(string element) => HoldsAsync(
        documents => [Alone(documents, element), Alone(documents, "Not" + element)],
        static (_, _, after) => after[0].IsAllowed != after[1].IsAllowed
            || Array.TrueForAll(after, one => !one.IsAllowed && one.DecidedBy != PolicyType.IdentityBased),
        static caller => caller.Kind == CallerKind.User);

    [Fact]
    public Task Property08_Allowed_SomeAllowMatchedAndNoDeny() => HoldsAsync(
        static documents => [documents],
        static (before, _, _) =>
        {
            bool isRootAtHome = before.DecidedBy == PolicyType.AccountRootUser;
            return !before.IsAllowed || isRootAtHome || before.Statement?.Effect == PolicyEffect.Allow;
        });

    [Fact]
    public Task Property09_SameInputs_SameDecision() => HoldsAsync(
        static documents => [documents],
        static (before, after, _) => before.Outcome == after.Outcome
            && before.DecidedBy == after.DecidedBy
            && string.Equals(before.Message, after.Message, StringComparison.Ordinal)
            && Equals(before.Statement, after.Statement));

    /// <summary>Both readers take and refuse the same texts: a broken policy is never half of one.</summary>
    [Fact]
    public Task Property10_BrokenPolicy_IsRefusedByBothReaders() => new WorldRun(CountDefault).HoldsAsync(
        Worlds.Draw,
        static documents =>
        {
            int number = 0;
            return world =>
            {
                Dice dice = Dice.Of(WorldRun.Seed + (ulong)number++, world.Documents.Identity?[0].Text.Length ?? 0);
                ApplicableDocuments broken = documents with
                {
                    Identity = documents.Identity?.Select(document => Break(dice, document)).ToArray(),
                    Resource = documents.Resource is { } resource ? Break(dice, resource) : null,
                };
                try
                {
                    _ = Comparison.Of(broken);
                    return null;
                }
                catch (DifferenceException difference)
                {
                    return $"{difference.Message}\n{broken.Identity?[0].Text}\n{broken.Resource?.Text}";
                }
            };
        });

    /// <summary>Decides each world as it is and after each edit; the relation must hold for every edit.</summary>
    private static Task HoldsAsync(
        Func<ApplicableDocuments, ApplicableDocuments[]> edit,
        Func<IamDecision, IamDecision, IamDecision[], bool> relation,
        Func<Caller, bool>? isMeant = null) => new WorldRun(CountDefault).HoldsAsync(
        Worlds.Draw,
        documents =>
        {
            var before = new EngineWorld(documents);
            EngineWorld[] after = [.. edit(documents).Select(edited => new EngineWorld(edited))];
            return world =>
            {
                Caller caller = Caller.Of(world.Question);
                if (isMeant is not null && !isMeant(caller))
                {
                    return null;
                }

                AuthorizationRequest request = EngineWorld.RequestOf(world.Question, caller);
                IamDecision decision = IamEvaluator.Decide(request, before.Indexed);
                IamDecision[] edited = [.. after.Select(one => IamEvaluator.Decide(request, one.Indexed))];
                int broken = Array.FindIndex(edited, one => !relation(decision, one, edited));
                return broken < 0
                    ? null
                    : $"Property: {decision.Outcome} before, {edited[broken].Outcome} after edit {broken}.";
            };
        });

    private static IEnumerable<Document> Each(IReadOnlyList<Document>? documents, string statement) =>
        documents is null ? [One(statement)] : documents.Select(document => document.Add(statement));

    private static Document One(string statement) =>
        new("Added", $"{{\"Version\":\"2012-10-17\",\"Statement\":{statement}}}");

    private static string ForResource(ApplicableDocuments documents, string statement) =>
        statement + ForAll + (documents.IsTrust ? "}" : OnAny);

    /// <summary>An identity policy of the first statement's element alone, positive or negated.</summary>
    private static ApplicableDocuments Alone(ApplicableDocuments documents, string element)
    {
        string name = element.Replace("Not", "", StringComparison.Ordinal);
        JsonObject? first = null;
        documents.Identity?[0].Map(statements =>
        {
            first = statements.FirstOrDefault(one => Strings(one[name]).Any());
            return [];
        });
        JsonNode values = first?[name]?.DeepClone() ?? "app:Get";
        var statement = new JsonObject { ["Effect"] = "Allow", [element] = values };
        statement[name == "Action" ? "Resource" : "Action"] = "*";
        return new ApplicableDocuments
        {
            IsTrust = documents.IsTrust,
            Identity = [One(statement.ToJsonString())],
            Resource = One(BothAccounts + (documents.IsTrust ? "}" : OnAny)),
        };
    }

    private static JsonObject WithoutSid(JsonObject statement)
    {
        JsonObject copy = statement.DeepClone().AsObject();
        copy.Remove("Sid");
        return copy;
    }

    private static JsonObject Shouted(JsonObject statement)
    {
        JsonObject copy = statement.DeepClone().AsObject();
        foreach (string element in (string[])["Action", "NotAction"])
        {
            if (copy.ContainsKey(element))
            {
                copy[element] = new JsonArray([.. Strings(copy[element]).Select(text => (JsonNode)Shout(text)!)]);
            }
        }

        if (copy["Condition"] is JsonObject condition)
        {
            copy["Condition"] = new JsonObject(condition.Select(block => KeyValuePair.Create(
                block.Key,
                (JsonNode?)new JsonObject(block.Value!.AsObject().Select(test =>
                    KeyValuePair.Create(Shout(test.Key), test.Value?.DeepClone()))))));
        }

        return copy;
    }

    private static IEnumerable<JsonObject> Split(JsonObject statement, string element) =>
        statement[element] is JsonArray { Count: > 1 } list
            ? list.Select(value =>
            {
                JsonObject copy = WithoutSid(statement);
                copy[element] = value!.DeepClone();
                return copy;
            })
            : [statement];

    /// <summary>Parts the values of the first test that has several and a positive operator but ForAllValues.</summary>
    private static IEnumerable<JsonObject> SplitCondition(JsonObject statement)
    {
        (string Operator, string Key, JsonArray Values)[] tests =
        [
            .. from block in statement["Condition"]?.AsObject() ?? []
               where !block.Key.Contains("not", StringComparison.OrdinalIgnoreCase)
                   && !block.Key.StartsWith("forall", StringComparison.OrdinalIgnoreCase)
               from test in block.Value!.AsObject()
               where test.Value is JsonArray { Count: > 1 }
               select (block.Key, test.Key, test.Value!.AsArray()),
        ];
        return tests.Length == 0
            ? [statement]
            : tests[0].Values.Select(value =>
            {
                JsonObject copy = WithoutSid(statement);
                copy["Condition"]![tests[0].Operator]![tests[0].Key] = value!.DeepClone();
                return copy;
            });
    }

    private static Document Break(Dice dice, Document document)
    {
        string text = document.Text;
        int at = dice.Below(text.Length);
        string piece = dice.Pick(
            "}", "\"", ",", "{", "[", "x", "1", " ", "null", "\"Allow\"", "\\", "\u200b", "-", "]");
        return document with
        {
            Text = dice.Below(3) switch
            {
                0 => text.Insert(at, piece),
                1 => text.Remove(at, Math.Min(dice.Between(1, 3), text.Length - at)),
                _ => string.Concat(text.AsSpan(0, at), piece, text.AsSpan(at + 1)),
            },
        };
    }
}

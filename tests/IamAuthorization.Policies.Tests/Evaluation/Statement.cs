using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>One policy statement, written as one reads it: <c>Allow("app:Get*").When("Bool", key, "true")</c>.</summary>
internal sealed record Statement
{
    private Statement(PolicyEffect effect) => Effect = effect;

    public PolicyEffect Effect { get; init; }

    public ImmutableArray<string> Actions { get; init; }

    public ImmutableArray<string>? Resources { get; init; }

    public ImmutableArray<Test> Tests { get; init; } = [];

    public bool IsNotAction { get; init; }

    public bool IsNotResource { get; init; }

    private string? PrincipalElement { get; init; }

    private string? PrincipalJson { get; init; }

    private string? Sid { get; init; }

    /// <summary>There, and silent: it allows something nobody asks for.</summary>
    public static Statement Silent { get; } = Allow("elsewhere:Nothing");

    public static Statement Allow(string action = "*", string? resource = "*") =>
        Allow([action], resource is null ? null : [resource]);

    public static Statement Allow(string[] actions, string[]? resources) =>
        new(PolicyEffect.Allow) { Actions = [.. actions], Resources = resources?.ToImmutableArray() };

    public static Statement Deny(string action = "*", string? resource = "*") =>
        Allow(action, resource) with { Effect = PolicyEffect.Deny };

    public static Statement Deny(string[] actions, string[]? resources) =>
        Allow(actions, resources) with { Effect = PolicyEffect.Deny };

    /// <summary>The Allow of a trust policy, which names no resource.</summary>
    public static Statement Trust(string action = "sts:AssumeRole") => Allow(action, resource: null);

    public Statement NotAction(params string[] actions) => this with { Actions = [.. actions], IsNotAction = true };

    public Statement NotResource(params string[] resources) =>
        this with { Resources = [.. resources], IsNotResource = true };

    public Statement Named(string sid) => this with { Sid = sid };

    /// <summary>For everyone: the bare string <c>"*"</c>.</summary>
    public Statement ForEveryone() => this with { PrincipalElement = "Principal", PrincipalJson = "\"*\"" };

    public Statement For(params string[] aws) => ForKind("AWS", aws);

    public Statement ForKind(string kind, params string[] values) =>
        this with { PrincipalElement = "Principal", PrincipalJson = Entries(kind, values) };

    public Statement ForAllBut(params string[] aws) =>
        this with { PrincipalElement = "NotPrincipal", PrincipalJson = Entries("AWS", aws) };

    /// <summary>Without a Principal element, as identity-based policies have it.</summary>
    public Statement ForNobody() => this with { PrincipalElement = null, PrincipalJson = null };

    public Statement When(string @operator, string key, params string[] values) =>
        WhenJson(@operator, key, Strings(values).ToJsonString());

    /// <summary>A condition whose values are given as JSON, for numbers, booleans and empty lists.</summary>
    public Statement WhenJson(string @operator, string key, string valuesJson) =>
        this with { Tests = Tests.Add(new Test(@operator, key, valuesJson)) };

    public JsonObject ToJson()
    {
        var json = new JsonObject { [nameof(Effect)] = Effect.ToString() };
        if (Sid is not null)
        {
            json[nameof(Sid)] = Sid;
        }

        if (PrincipalElement is not null)
        {
            json[PrincipalElement] = JsonNode.Parse(PrincipalJson!);
        }

        json[IsNotAction ? "NotAction" : "Action"] = Strings([.. Actions]);
        if (Resources is { } resources)
        {
            json[IsNotResource ? "NotResource" : "Resource"] = Strings([.. resources]);
        }

        if (!Tests.IsEmpty)
        {
            json["Condition"] = ConditionJson();
        }

        return json;
    }

    private JsonObject ConditionJson()
    {
        var condition = new JsonObject();
        foreach (IGrouping<string, Test> group in Tests.GroupBy(test => test.Operator, StringComparer.Ordinal))
        {
            condition[group.Key] = new JsonObject(
                group.Select(test => KeyValuePair.Create(test.Key, JsonNode.Parse(test.ValuesJson))));
        }

        return condition;
    }

    private static string Entries(string kind, string[] values) =>
        new JsonObject { [kind] = Strings(values) }.ToJsonString();

    private static JsonNode Strings(string[] values) =>
        values is [string only] ? only : new JsonArray([.. values.Select(value => (JsonNode)value)]);

    internal sealed record Test(string Operator, string Key, string ValuesJson);
}

using System.Collections.Immutable;
using System.Text.Json;
using IamAuthorization.Cli.Lines;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Simulation;

/// <summary>Reads the policies of a case.</summary>
/// <param name="cache">The documents compiled so far.</param>
internal sealed class PolicyMembers(PolicyCache cache)
{
    private const string Name = "name";
    private const string Policy = "policy";
    private const string Level = "level";
    private const string Policies = "policies";

    /// <summary>A list of named policies that count as one set.</summary>
    /// <param name="members">The case.</param>
    /// <param name="member">The member that lists them.</param>
    /// <param name="kind">What they are used as.</param>
    /// <returns>The set, or <see langword="null"/> when the member is absent or lists none.</returns>
    /// <exception cref="LineException">A document is malformed, or the list is not as contracted.</exception>
    public PolicySet? Listed(CaseMembers members, string member, PolicyKind kind) =>
        members.Find(member) is { } list && Set(list, member, kind) is { Policies.IsEmpty: false } set ? set : null;

    /// <summary>A document without a name of its own; decisions call it by its member's name.</summary>
    /// <param name="members">The case.</param>
    /// <param name="member">The member that holds it.</param>
    /// <param name="kind">What it is used as.</param>
    /// <returns>The set of that one, or <see langword="null"/> when the member is absent.</returns>
    /// <exception cref="LineException">The document is malformed.</exception>
    public PolicySet? Single(CaseMembers members, string member, PolicyKind kind) =>
        members.Find(member) is { } document ? new PolicySet([cache.Get(kind, member, document, member)]) : null;

    /// <summary>Named policies by level of the organization, each level a set.</summary>
    /// <param name="members">The case.</param>
    /// <param name="member">The member that lists the levels.</param>
    /// <param name="kind">What they are used as.</param>
    /// <returns>The levels; empty when the member is absent or lists none.</returns>
    /// <exception cref="LineException">A document is malformed, or the list is not as contracted.</exception>
    public ImmutableArray<PolicySet> Levels(CaseMembers members, string member, PolicyKind kind)
    {
        if (members.Find(member) is not { } list)
        {
            return [];
        }

        ImmutableArray<PolicySet>.Builder levels = ImmutableArray.CreateBuilder<PolicySet>();
        foreach (JsonElement element in Elements(list, member))
        {
            string where = $"{member}[{levels.Count}]";
            Dictionary<string, JsonElement> level = JsonMembers.Read(element, where, [Level, Policies]);
            JsonLine.Text(Required(level, Level, where), $"{where}.{Level}");
            levels.Add(Set(Required(level, Policies, where), $"{where}.{Policies}", kind));
        }

        return levels.DrainToImmutable();
    }

    private static JsonElement.ArrayEnumerator Elements(JsonElement list, string where) =>
        list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray()
            : throw new LineException($"`{where}` is {JsonLine.Kind(list)}; it must be an array.");

    private static JsonElement Required(Dictionary<string, JsonElement> members, string name, string where) =>
        members.TryGetValue(name, out JsonElement member)
            ? member
            : throw new LineException($"`{where}` has no `{name}`.");

    private PolicySet Set(JsonElement list, string where, PolicyKind kind)
    {
        var policies = new List<CompiledPolicy>();
        int index = 0;
        foreach (JsonElement element in Elements(list, where))
        {
            string here = $"{where}[{index++}]";
            Dictionary<string, JsonElement> named = JsonMembers.Read(element, here, [Name, Policy]);
            string name = JsonLine.Text(Required(named, Name, here), $"{here}.{Name}");
            JsonElement document = Required(named, Policy, here);
            if (kind != PolicyKind.ResourceControl || !FullAccessPolicy.IsBuiltIn(name, document))
            {
                policies.Add(cache.Get(kind, name, document, $"{here}.{Policy}"));
            }
        }

        return new PolicySet(policies);
    }
}

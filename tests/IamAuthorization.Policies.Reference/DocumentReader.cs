namespace IamAuthorization.Policies.Reference;

/// <summary>The structure gate of PL-76: what fails it is not a policy.</summary>
internal static class DocumentReader
{
    /// <summary>PL-11: nesting depth limit 16.</summary>
    private const int DepthMax = 16;

    private static readonly string[] PrincipalKeys = ["AWS", "Federated", "Service", "CanonicalUser"];

    private static readonly string[] StatementMembers =
    [
        "Sid", "Principal", "NotPrincipal", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition",
    ];

    /// <summary>Reads a document.</summary>
    public static Policy Read(string name, string text, DocumentKind kind)
    {
        Json json = JsonReader.Read(text, DepthMax);
        DemandLegibleText(json);
        Json.Object document = ObjectOf(json, ["Version", "Id", "Statement"]);
        bool hasVariables = Version(document.Find("Version"));
        Demand(document.Find("Id") is null or Json.Text, "PL-15: Id is a string.");
        IReadOnlyList<Json> statements = OneOrMany(
            document.Find("Statement") ?? throw new MalformedException("§1: a policy has a Statement."));
        Demand(statements.Count > 0, "§1: at least one statement.");
        DemandUniqueSids(statements);
        return new Policy(name, [.. statements.Select(statement => Statement(statement, kind, hasVariables))]);
    }

    /// <summary>PL-12, PL-13: variables exist only under 2012-10-17; absent means 2008-10-17.</summary>
    private static bool Version(Json? version) => version switch
    {
        null => false,
        Json.Text { Value: "2008-10-17" } => false,
        Json.Text { Value: "2012-10-17" } => true,
        _ => throw new MalformedException("PL-12: no such Version."),
    };

    /// <summary>PL-16: unique inside the document, but for empty ones.</summary>
    private static void DemandUniqueSids(IEnumerable<Json> statements)
    {
        var sids = new HashSet<string>(StringComparer.Ordinal);
        foreach (Json statement in statements)
        {
            string? sid = (ObjectOf(statement).Find("Sid") as Json.Text)?.Value;
            Demand(string.IsNullOrEmpty(sid) || sids.Add(sid), "PL-16: two statements have the same Sid.");
        }
    }

    private static Statement Statement(Json json, DocumentKind kind, bool hasVariables)
    {
        Json.Object statement = ObjectOf(json, StatementMembers);
        Demand(statement.Find("Sid") is null or Json.Text, "PL-16: Sid is a string.");
        bool isDeny = statement.Find("Effect") switch
        {
            Json.Text { Value: "Allow" } => false,
            Json.Text { Value: "Deny" } => true,
            _ => throw new MalformedException("PL-18: Effect is exactly Allow or Deny."),
        };
        var read = new Statement(
            isDeny,
            Principals(statement.Find("Principal")),
            Principals(statement.Find("NotPrincipal")),
            Actions(statement.Find("Action")),
            Actions(statement.Find("NotAction")),
            Resources(statement.Find("Resource"), hasVariables),
            Resources(statement.Find("NotResource"), hasVariables),
            Condition(statement.Find("Condition"), hasVariables));
        DemandElements(read, kind);
        Demand(
            kind != DocumentKind.ResourceControl || statement.Find("Principal") is Json.Text,
            "§2: Principal must be \"*\".");
        return read;
    }

    /// <summary>The table of §2 without its cells marked (c), PL-08 and PL-52.</summary>
    private static void DemandElements(Statement statement, DocumentKind kind)
    {
        Demand(statement.Principal is null || statement.NotPrincipal is null, "PL-08: Principal and NotPrincipal.");
        Demand((statement.Action is null) != (statement.NotAction is null), "PL-08: Action or NotAction.");
        Demand(statement.Resource is null || statement.NotResource is null, "PL-08: Resource and NotResource.");
        bool hasResource = statement.Resource is not null || statement.NotResource is not null;
        bool hasPrincipal = statement.Principal is not null || statement.NotPrincipal is not null;
        switch (kind)
        {
            case DocumentKind.Resource:
                Demand(hasPrincipal, "§2: Principal is required.");
                Demand(statement.NotPrincipal is null || statement.IsDeny, "PL-52: NotPrincipal only with Deny.");
                break;
            case DocumentKind.Trust:
                Demand(statement.Principal is not null, "§2: Principal is required, NotPrincipal refused.");
                Demand(!hasResource, "§2: a trust policy has no Resource.");
                break;
            case DocumentKind.ResourceControl:
                Demand(statement.IsDeny, "§2: a resource control policy only denies.");
                Demand(statement.NotAction is null, "§2: no NotAction.");
                Demand(hasResource, "§2: Resource is required.");
                break;
            default:
                Demand(!hasPrincipal, "§2: no Principal.");
                Demand(hasResource, "§2: Resource is required.");
                break;
        }
    }

    /// <summary>§1, PL-50: <c>"*"</c> or a map of the four keys.</summary>
    private static List<PrincipalEntry>? Principals(Json? json)
    {
        if (json is null)
        {
            return null;
        }

        if (json is Json.Text { Value: "*" })
        {
            return [new PrincipalEntry("AWS", "*")];
        }

        Json.Object map = ObjectOf(json, PrincipalKeys);
        return
        [
            .. from member in map.Members
               from value in Strings(member.Value)!
               select new PrincipalEntry(member.Key, value),
        ];
    }

    private static List<ActionEntry>? Actions(Json? json) =>
        Strings(json) is { } texts ? [.. texts.Select(text => new ActionEntry(text))] : null;

    private static List<ResourceEntry>? Resources(Json? json, bool hasVariables) =>
        Strings(json) is { } texts ? [.. texts.Select(text => new ResourceEntry(text, hasVariables))] : null;

    private static List<ConditionTest> Condition(Json? json, bool hasVariables)
    {
        var tests = new List<ConditionTest>();
        if (json is null)
        {
            return tests;
        }

        var operators = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, Json block) in ObjectOf(json).Members)
        {
            ConditionOperator @operator = Operators.Parse(name);
            Demand(operators.Add(name), "C-03: an operator comes twice.");
            var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach ((string key, Json values) in ObjectOf(block).Members)
            {
                Demand(keys.Add(key), "C-03: a key comes twice in one operator.");
                tests.Add(new ConditionTest(
                    @operator,
                    key,
                    [.. OneOrMany(values).Select(value => new PolicyValue(Value(value), hasVariables))]));
            }
        }

        return tests;
    }

    /// <summary>§1: value = string | number | boolean; numbers and booleans become their JSON text.</summary>
    private static string Value(Json json) => json switch
    {
        Json.Text text => text.Value,
        Json.Number number => number.Value,
        Json.Boolean boolean => boolean.Value ? "true" : "false",
        _ => throw new MalformedException("§1: a condition value is a string, a number or a boolean."),
    };

    private static List<string>? Strings(Json? json) => json is null
        ? null
        :
        [
            .. OneOrMany(json).Select(item =>
                item is Json.Text text ? text.Value : throw new MalformedException("§1: a string is expected.")),
        ];

    /// <summary>PL-07: a single value and a list of one are the same.</summary>
    private static IReadOnlyList<Json> OneOrMany(Json json) => json is Json.List list ? list.Items : [json];

    /// <summary>PL-04, PL-05: no member twice, none unknown.</summary>
    private static Json.Object ObjectOf(Json json, string[]? known = null)
    {
        Json.Object members = json as Json.Object ?? throw new MalformedException("§1: an object is expected.");
        foreach ((string name, _) in members.Members)
        {
            Demand(known is null || known.Contains(name), $"PL-05: `{name}` is unknown.");
            members.Find(name);
        }

        return members;
    }

    /// <summary>PL-02: decoded strings hold no control, invisible or direction-changing characters.</summary>
    private static void DemandLegibleText(Json json)
    {
        switch (json)
        {
            case Json.Text text:
                Demand(text.Value.All(IsLegible), "PL-02: a character is not allowed.");
                break;
            case Json.List list:
                list.Items.ToList().ForEach(DemandLegibleText);
                break;
            case Json.Object members:
                foreach ((string name, Json value) in members.Members)
                {
                    Demand(name.All(IsLegible), "PL-02: a character is not allowed.");
                    DemandLegibleText(value);
                }

                break;
        }
    }

    private static bool IsLegible(char character) => character switch
    {
        '\t' or '\n' or '\r' => true,
        <= '\u001F' or (>= '\u007F' and <= '\u009F') => false,
        >= '\u200B' and <= '\u200F' => false,
        >= '\u202A' and <= '\u202E' => false,
        >= '\u2060' and <= '\u2069' => false,
        '\uFEFF' => false,
        _ => true,
    };

    private static void Demand(bool holds, string rule)
    {
        if (!holds)
        {
            throw new MalformedException(rule);
        }
    }
}

namespace IamAuthorization.Policies.Reference;

/// <summary>The names of conditions.md §3.</summary>
internal static class Operators
{
    /// <summary>Every base and the positive base it negates, or itself.</summary>
    private static readonly (string Name, string PositiveBase)[] Bases =
    [
        ("StringEquals", "StringEquals"),
        ("StringNotEquals", "StringEquals"),
        ("StringEqualsIgnoreCase", "StringEqualsIgnoreCase"),
        ("StringNotEqualsIgnoreCase", "StringEqualsIgnoreCase"),
        ("StringLike", "StringLike"),
        ("StringNotLike", "StringLike"),
        ("NumericEquals", "NumericEquals"),
        ("NumericNotEquals", "NumericEquals"),
        ("NumericLessThan", "NumericLessThan"),
        ("NumericLessThanEquals", "NumericLessThanEquals"),
        ("NumericGreaterThan", "NumericGreaterThan"),
        ("NumericGreaterThanEquals", "NumericGreaterThanEquals"),
        ("DateEquals", "DateEquals"),
        ("DateNotEquals", "DateEquals"),
        ("DateLessThan", "DateLessThan"),
        ("DateLessThanEquals", "DateLessThanEquals"),
        ("DateGreaterThan", "DateGreaterThan"),
        ("DateGreaterThanEquals", "DateGreaterThanEquals"),
        ("Bool", "Bool"),
        ("BinaryEquals", "BinaryEquals"),
        ("IpAddress", "IpAddress"),
        ("NotIpAddress", "IpAddress"),
        ("ArnEquals", "ArnLike"),
        ("ArnLike", "ArnLike"),
        ("ArnNotEquals", "ArnLike"),
        ("ArnNotLike", "ArnLike"),
        ("Null", "Null"),
    ];

    /// <summary>operator = [ "ForAllValues:" | "ForAnyValue:" ] base [ "IfExists" ] | "Null"; case: §7.</summary>
    public static ConditionOperator Parse(string name)
    {
        string rest = name;
        string? set = TakeStart(ref rest, "ForAllValues:") ?? TakeStart(ref rest, "ForAnyValue:");
        bool ifExists = rest.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
        rest = ifExists ? rest[..^"IfExists".Length] : rest;
        foreach ((string @base, string positive) in Bases)
        {
            if (rest.Equals(@base, StringComparison.OrdinalIgnoreCase))
            {
                var found = new ConditionOperator(
                    positive, @base.Contains("Not", StringComparison.Ordinal), set?.TrimEnd(':'), ifExists);
                bool isMisused = found.IsNull && (ifExists || set is not null);
                return isMisused ? throw new MalformedException("C-11, C-12: Null stands alone.") : found;
            }
        }

        throw new MalformedException($"§1: `{name}` is no operator.");
    }

    private static string? TakeStart(ref string rest, string start)
    {
        if (!rest.StartsWith(start, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        rest = rest[start.Length..];
        return start;
    }
}

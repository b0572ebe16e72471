using System.Collections.Frozen;

namespace IamAuthorization.Policies;

/// <summary>
/// A condition operator taken apart: set prefix, base comparison, negation and IfExists. Names are compared without
/// regard to ASCII case (policy-language §7).
/// </summary>
internal readonly record struct ConditionOperator(
    ConditionBase Base, bool IsNegated, ConditionSet Set, bool IsIfExists)
{
    private const string ForAllValues = "ForAllValues:";
    private const string ForAnyValue = "ForAnyValue:";
    private const string IfExists = "IfExists";

    private static readonly FrozenDictionary<string, (ConditionBase Base, bool IsNegated, string Name)> Names = new[]
        {
            (ConditionBase.StringEquals, false, "StringEquals"),
            (ConditionBase.StringEquals, true, "StringNotEquals"),
            (ConditionBase.StringEqualsIgnoreCase, false, "StringEqualsIgnoreCase"),
            (ConditionBase.StringEqualsIgnoreCase, true, "StringNotEqualsIgnoreCase"),
            (ConditionBase.StringLike, false, "StringLike"),
            (ConditionBase.StringLike, true, "StringNotLike"),
            (ConditionBase.NumericEquals, false, "NumericEquals"),
            (ConditionBase.NumericEquals, true, "NumericNotEquals"),
            (ConditionBase.NumericLessThan, false, "NumericLessThan"),
            (ConditionBase.NumericLessThanEquals, false, "NumericLessThanEquals"),
            (ConditionBase.NumericGreaterThan, false, "NumericGreaterThan"),
            (ConditionBase.NumericGreaterThanEquals, false, "NumericGreaterThanEquals"),
            (ConditionBase.DateEquals, false, "DateEquals"),
            (ConditionBase.DateEquals, true, "DateNotEquals"),
            (ConditionBase.DateLessThan, false, "DateLessThan"),
            (ConditionBase.DateLessThanEquals, false, "DateLessThanEquals"),
            (ConditionBase.DateGreaterThan, false, "DateGreaterThan"),
            (ConditionBase.DateGreaterThanEquals, false, "DateGreaterThanEquals"),
            (ConditionBase.Bool, false, "Bool"),
            (ConditionBase.BinaryEquals, false, "BinaryEquals"),
            (ConditionBase.IpAddress, false, "IpAddress"),
            (ConditionBase.IpAddress, true, "NotIpAddress"),
            (ConditionBase.ArnLike, false, "ArnEquals"),
            (ConditionBase.ArnLike, false, "ArnLike"),
            (ConditionBase.ArnLike, true, "ArnNotEquals"),
            (ConditionBase.ArnLike, true, "ArnNotLike"),
            (ConditionBase.Null, false, "Null"),
        }
        .ToFrozenDictionary(entry => entry.Item3, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, (ConditionBase Base, bool IsNegated, string Name)>
        .AlternateLookup<ReadOnlySpan<char>> Lookup = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>PL-60: whether the operator's values may hold policy variables: String* and Arn* only.</summary>
    public bool TakesVariables => Base is ConditionBase.StringEquals or ConditionBase.StringEqualsIgnoreCase
        or ConditionBase.StringLike or ConditionBase.ArnLike;

    /// <summary>Reads an operator. Null with IfExists or a set prefix (C-11, C-12) is the caller's to refuse.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ConditionOperator result)
    {
        ConditionSet set = SetOf(ref text);
        bool isIfExists = text.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase);
        if (isIfExists)
        {
            text = text[..^IfExists.Length];
        }

        bool isKnown = Lookup.TryGetValue(text, out (ConditionBase Base, bool IsNegated, string Name) entry);
        result = isKnown ? new ConditionOperator(entry.Base, entry.IsNegated, set, isIfExists) : default;
        return isKnown;
    }

    /// <summary>The spelling AWS documents for an operator that differs from it in case at most.</summary>
    public static string DocumentedSpelling(ReadOnlySpan<char> text)
    {
        ConditionSet set = SetOf(ref text);
        bool isIfExists = text.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase);
        string name = Lookup[isIfExists ? text[..^IfExists.Length] : text].Name;
        string prefix = set switch
        {
            ConditionSet.ForAllValues => ForAllValues,
            ConditionSet.ForAnyValue => ForAnyValue,
            _ => string.Empty,
        };
        return string.Concat(prefix, name, isIfExists ? IfExists : string.Empty);
    }

    private static ConditionSet SetOf(ref ReadOnlySpan<char> text)
    {
        if (text.StartsWith(ForAllValues, StringComparison.OrdinalIgnoreCase))
        {
            text = text[ForAllValues.Length..];
            return ConditionSet.ForAllValues;
        }

        if (text.StartsWith(ForAnyValue, StringComparison.OrdinalIgnoreCase))
        {
            text = text[ForAnyValue.Length..];
            return ConditionSet.ForAnyValue;
        }

        return ConditionSet.None;
    }
}

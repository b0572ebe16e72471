namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>
/// What stands for one base operator in the tables: a policy value, a request value that has the relation the operator
/// names, and one that has not. <paramref name="Empty"/> is what the empty string is to the positive form.
/// </summary>
public sealed record OperatorSpecimen(
    string Name, bool IsNegated, string Policy, string Match, string Other, Answer Empty)
{
    public static IReadOnlyList<OperatorSpecimen> All { get; } =
    [
        .. Pair("StringEquals", "StringNotEquals", "a", "a", "b", Answer.False),
        .. Pair("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "a", "A", "b", Answer.False),
        .. Pair("StringLike", "StringNotLike", "a*", "ab", "ba", Answer.False),
        .. Pair("NumericEquals", "NumericNotEquals", "10", "10.0", "11", Answer.Unknown),
        Positive("NumericLessThan", "10", "9", "10", Answer.Unknown),
        Positive("NumericLessThanEquals", "10", "10", "11", Answer.Unknown),
        Positive("NumericGreaterThan", "10", "11", "10", Answer.Unknown),
        Positive("NumericGreaterThanEquals", "10", "10", "9", Answer.Unknown),
        .. Pair("DateEquals", "DateNotEquals", "2026-05-04", "2026-05-04T00:00:00Z", "2026-05-05", Answer.Unknown),
        Positive("DateLessThan", "2026-05-04", "2026-05-03", "2026-05-04", Answer.Unknown),
        Positive("DateLessThanEquals", "2026-05-04", "2026-05-04", "2026-05-05", Answer.Unknown),
        Positive("DateGreaterThan", "2026-05-04", "2026-05-05", "2026-05-04", Answer.Unknown),
        Positive("DateGreaterThanEquals", "2026-05-04", "2026-05-04", "2026-05-03", Answer.Unknown),
        Positive("Bool", "true", "TRUE", "false", Answer.False),
        Positive("BinaryEquals", "AQID", "AQID", "AQIE", Answer.False),
        .. Pair("IpAddress", "NotIpAddress", "203.0.113.0/24", "203.0.113.7", "198.51.100.1", Answer.Unknown),
        .. Pair("ArnEquals", "ArnNotEquals", "arn:aws:app:::d/*", "arn:aws:app:::d/x", "arn:aws:app:::e", Answer.Unknown),
        .. Pair("ArnLike", "ArnNotLike", "arn:aws:app:::d/*", "arn:aws:app:::d/x", "arn:aws:app:::e", Answer.Unknown),
    ];

    public static OperatorSpecimen Of(string name) =>
        All.Single(specimen => string.Equals(specimen.Name, name, StringComparison.Ordinal));

    /// <summary>What a value that stands in relation <paramref name="positive"/> is to this operator.</summary>
    public Answer Pass(Answer positive) => IsNegated ? Not(positive) : positive;

    public static Answer Not(Answer truth) => truth switch
    {
        Answer.True => Answer.False,
        Answer.False => Answer.True,
        _ => Answer.Unknown,
    };

    public override string ToString() => Name;

    private static OperatorSpecimen[] Pair(
        string positive, string negated, string policy, string match, string other, Answer empty) =>
        [new(positive, false, policy, match, other, empty), new(negated, true, policy, match, other, empty)];

    private static OperatorSpecimen Positive(string name, string policy, string match, string other, Answer empty) =>
        new(name, false, policy, match, other, empty);
}

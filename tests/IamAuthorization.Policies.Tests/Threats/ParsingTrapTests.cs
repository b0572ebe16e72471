using IamAuthorization.Policies.Tests.Conditions;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>E4: texts that the framework's own parsers read as something else, under every kind of culture.</summary>
[Trait("Threat", "E4")]
public sealed class ParsingTrapTests
{
    private static readonly string[] Cultures = ["", "en-US", "de-DE", "tr-TR", "az", "ar-SA", "th-TH", "fa-IR"];

    // Operator, policy value, request value, answer.
    private static readonly (string Operator, string Policy, string Given, Answer Answer)[] Traps =
    [
        ("IpAddress", "10.0.0.1", "10.1", Answer.Unknown),
        ("IpAddress", "8.0.0.1", "010.0.0.1", Answer.Unknown),
        ("IpAddress", "10.0.0.1", "0x0a000001", Answer.Unknown),
        ("IpAddress", "0.0.0.1", "1", Answer.Unknown),
        ("IpAddress", "10.0.0.1", "167772161", Answer.Unknown),
        ("IpAddress", "10.0.0.1/24", "10.0.0.200", Answer.True),
        ("IpAddress", "10.0.0.1", "::ffff:0a00:0001", Answer.True),
        ("IpAddress", "10.0.0.0/8", "10.0.0.1 ", Answer.Unknown),
        ("NumericEquals", "15", "1,5", Answer.Unknown),
        ("NumericEquals", "1000", "1.000", Answer.False),
        ("NumericEquals", "1000", "1,000", Answer.Unknown),
        ("NumericLessThan", "10", "-5", Answer.True),
        ("NumericLessThan", "10", "\u22125", Answer.Unknown),
        ("NumericLessThan", "10", "5-", Answer.Unknown),
        ("NumericLessThan", "10", "(5)", Answer.Unknown),
        ("NumericLessThan", "10", "$5", Answer.Unknown),
        ("NumericGreaterThan", "10", "1e400", Answer.Unknown),
        ("NumericGreaterThan", "10", "\u221E", Answer.Unknown),
        ("NumericGreaterThan", "10", "99999999999999999999999999999999999999", Answer.Unknown),
        ("NumericEquals", "1", "\u0661", Answer.Unknown),
        ("NumericEquals", "1", "\uFF11", Answer.Unknown),
        ("DateLessThan", "2030-01-01", "01/02/2026", Answer.Unknown),
        ("DateLessThan", "2030-01-01", "4 May 2026", Answer.Unknown),
        ("DateLessThan", "2030-01-01", "2026-05-04T10:20", Answer.Unknown),
        ("DateLessThan", "2030-01-01", "2026-05-04T10:20:30z", Answer.Unknown),
        ("DateLessThan", "2030-01-01", "1447-01-01", Answer.True),
        ("DateEquals", "2026-05-04", "2569-05-04", Answer.False),
        ("Bool", "true", "True", Answer.True),
        ("Bool", "true", "1", Answer.False),
        ("Bool", "true", " true", Answer.False),
        ("StringEqualsIgnoreCase", "file", "FILE", Answer.True),
        ("StringEqualsIgnoreCase", "file", "F\u0130LE", Answer.False),
        ("StringEqualsIgnoreCase", "file", "F\u0131le", Answer.False),
        ("StringEquals", "a", "a\u200D", Answer.False),
        ("StringEquals", "\u00E9", "e\u0301", Answer.False),
        ("StringLike", "a*", "\u200Da", Answer.False),
        ("StringLike", "a\u00AD*", "ab", Answer.False),
        ("BinaryEquals", "AQID", "AQ ID", Answer.Unknown),
        ("BinaryEquals", "AQID", "AQ\nID", Answer.Unknown),
    ];

    public static TheoryData<string, int> Rows()
    {
        var rows = new TheoryData<string, int>();
        foreach (string culture in Cultures)
        {
            for (int trap = 0; trap < Traps.Length; trap++)
            {
                rows.Add(culture, trap);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Trap_AnyCulture_IsReadStrictly(string culture, int trap)
    {
        using var _ = new CultureScope(culture);
        (string @operator, string policy, string given, Answer answer) = Traps[trap];

        Assert.Equal((@operator, policy, given, answer), (@operator, policy, given, Of(@operator, policy, given)));
    }
}

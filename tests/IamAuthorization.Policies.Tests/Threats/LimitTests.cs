using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Pitfalls;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>E3 and E12: each limit holds at its value and refuses one more.</summary>
[Trait("Threat", "E12")]
[Trait("Threat", "E3")]
public sealed class LimitTests
{
    private static readonly PolicyReadOptions WithoutQuotas = new() { Quotas = null };

    private static readonly (string Limit, int Max, Func<int, bool> IsTaken)[] Limits =
    [
        ("characters of an ARN", 65_536, length => Arn.TryParse(Padded("arn:aws:s3:::", length), out _)),
        ("characters of an action", 128, length => ActionName.TryParse("app:" + new string('a', length), out _)),
        ("characters of a service", 128, length => ActionName.TryParse(new string('a', length) + ":Get", out _)),
        ("characters of a document", 131_072, length => IsRead(Padded(Document(""), length), new PolicyReadOptions())),
        ("characters without quotas", 1_048_576, length => IsRead(Padded(Document(""), length), WithoutQuotas)),
        ("levels of nesting", 16, depth => !IsTooDeep(new string('[', depth) + new string(']', depth))),
        ("digits of a number", 28, length => IsKnown("NumericEquals", new string('9', length))),
        ("digits of a fraction of a number", 28, length => IsKnown("NumericEquals", "0." + new string('9', length))),
        ("digits of a fraction of a second", 16,
            length => IsKnown("DateEquals", $"2026-05-04T10:20:30.{new string('9', length)}Z")),
        ("digits of an account", 12, length => IamPrincipal.IsAccountId(new string('1', length))),
    ];

    public static TheoryData<int> Rows() => [.. Enumerable.Range(0, Limits.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void PL11_Limit_IsTakenAndOneMoreRefused(int row)
    {
        (string limit, int max, Func<int, bool> isTaken) = Limits[row];

        Assert.Equal((limit, true, false), (limit, isTaken(max), isTaken(max + 1)));
    }

    private static string Padded(string text, int length) => text.PadRight(length, text[^1] == '}' ? ' ' : 'x');

    private static string Document(string members) =>
        Saving.Document($$""" {{members}} "Effect":"Allow","Action":"app:Get","Resource":"*" """);

    private static bool IsRead(string text, PolicyReadOptions options) =>
        PolicyReader.Read(text, PolicyKind.Managed, options).Document is not null;

    private static bool IsTooDeep(string text) => PolicyReader.Read(text, PolicyKind.Managed, WithoutQuotas)
        .Findings.Any(found => found.Message.Contains("nested deeper", StringComparison.Ordinal));

    private static bool IsKnown(string @operator, string given) =>
        Condition.Of(@operator, "5", given) != Answer.Unknown;
}

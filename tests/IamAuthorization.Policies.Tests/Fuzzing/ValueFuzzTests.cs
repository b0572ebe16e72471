using IamAuthorization.Policies.Tests.Conditions;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>
/// E3: any text as the value of a condition, in the policy or in the request, is read or unknown; and what operators
/// of one family say of two values fits together.
/// </summary>
[Trait("Threat", "E3")]
public sealed class ValueFuzzTests
{
    private static readonly string[] Seeds =
    [
        "0", "10", "-5", "1.50", "+3", "79228162514264337593543950335", "9999999999999999999999999999", "0.1", "",
        "2026-05-04", "2026-05", "2026-05-04T10:20Z", "2026-05-04T10:20:30.1234567890123456+14:00", "1777777777",
        "203.0.113.7", "203.0.113.0/24", "::ffff:203.0.113.7", "2001:db8::/32", "fe80::1%eth0", "::", "0.0.0.0/0",
        "true", "FALSE", "AQID", "AQ==", "arn:aws:s3:::b/*", "arn:aws:iam::111122223333:user/${app:v}", "*", "a*b?c",
    ];

    private static readonly string[] Tokens =
    [
        "0", "9", "99", ".", "-", "+", "e", ",", "T", "Z", ":", "::", "/", "%", "/32", "/128", "2026", "-05-04",
        "+02:00",
        "T10:20:30", "255", "ffff", "=", "==", "AQID", "true", "false", "arn:aws:", "arn:", "*", "?", "${app:v}",
        "${*}",
    ];

    private static readonly (string[] Operators, string[] Constants)[] Families =
    [
        (["NumericLessThan", "NumericEquals", "NumericGreaterThan", "NumericNotEquals", "NumericLessThanEquals",
            "NumericGreaterThanEquals"], ["0", "10", "-5", "1.5"]),
        (["DateLessThan", "DateEquals", "DateGreaterThan", "DateNotEquals", "DateLessThanEquals",
            "DateGreaterThanEquals"], ["0", "2026-05-04", "1777777777", "2026-05-04T10:20Z"]),
        (["IpAddress", "NotIpAddress"], ["203.0.113.0/24", "::/0", "0.0.0.0/0", "203.0.113.7"]),
        (["ArnLike", "ArnNotLike"], ["arn:aws:s3:::b/*", "arn:*:*:*:*:*", "arn:aws:s3:::b", "${app:v}"]),
        (["StringLike", "StringNotLike"], ["*", "a*b?c", "${app:v}*", ""]),
        (["StringEquals", "StringNotEquals"], ["a", "${*}", "${app:v}", ""]),
        (["StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"], ["a", "TRUE", "${app:v}", ""]),
        (["Bool"], ["true", "false", "", "x"]),
        (["BinaryEquals"], ["AQID", "AQ==", "", "x"]),
    ];

    private static readonly ConditionProbe[][] OfConstants =
    [
        .. Families.Select(family => (ConditionProbe[])
            [.. family.Constants.Select(constant => Asked(ConditionProbe.Of(family.Operators, constant)))]),
    ];

    // WHY: what a set works out when it is first asked for an action is no cost of the question that comes after.
    private static ConditionProbe Asked(ConditionProbe probe)
    {
        probe.AskAll(ContextValue.Of(""));
        return probe;
    }

    private static FuzzTarget Target(string name, Func<string, uint, int> tryOnce) =>
        new(name, Seeds, Tokens, tryOnce) { LengthMax = 256 };

    // WHY: the free bytes are the questions, two for each operator, which are objects.
    [Fact]
    public void AnyText_OfTheRequest_IsReadOrUnknown() => TextFuzzer.Run(
        Target("value of a request", TryRequest) with { BytesFree = 4_096, BytesPerCharacter = 128 }, count: 20_000);

    [Fact]
    public void AnyText_OfThePolicy_IsReadOrUnknown() => TextFuzzer.Run(
        Target("value of a policy", TryPolicy) with { BytesFree = 131_072, BytesPerCharacter = 4_096 }, count: 4_000);

    private static int TryRequest(string text, uint variant)
    {
        int family = (int)(variant % Families.Length);
        ContextValue given = ContextValue.Of(text);
        return Checked(family, OfConstants[family][(variant >> 8) % 4].AskAll(given));
    }

    private static int TryPolicy(string text, uint variant)
    {
        int family = (int)(variant % Families.Length);
        if (ConditionProbe.TryOf(Families[family].Operators, text) is not { } probe)
        {
            return -1;
        }

        string constant = Families[family].Constants[(variant >> 8) % 4];
        int answer = Checked(family, probe.AskAll(ContextValue.Of(constant)));

        // WHY: an address of a policy may be a range and a zone that of a request, and a pattern need not match itself.
        Answer ofItself = probe.AskAll(ContextValue.Of(text))[family < 2 ? 1 : 0];
        bool isPlain = !text.AsSpan().ContainsAny("*?$/%") && !text.Any(char.IsSurrogate);
        bool isReflexive = ofItself != Answer.False || !isPlain || family == 7;
        FuzzFault.Unless(isReflexive, $"Not equal to itself: {Families[family].Operators[0]}.");
        return (answer * 3) + (int)ofItself;
    }

    private static int Checked(int family, Answer[] answers)
    {
        bool isOrdered = family < 2;
        if (isOrdered)
        {
            FuzzFault.Unless(IsOrder(answers), $"No order: {string.Join(' ', answers)}");
        }
        else if (answers.Length == 2)
        {
            FuzzFault.Unless(
                answers[1] == OperatorSpecimen.Not(answers[0]), $"No negation: {string.Join(' ', answers)}");
        }

        return answers.Aggregate(family, (sum, answer) => (sum * 3) + (int)answer);
    }

    /// <summary>
    /// Exactly one of less, equal and greater; the other three follow from these. Or nothing is known.
    /// </summary>
    private static bool IsOrder(Answer[] answers)
    {
        if (Array.TrueForAll(answers, answer => answer == Answer.Unknown))
        {
            return true;
        }

        (bool less, bool equal, bool greater) = (Is(0), Is(1), Is(2));
        return !answers.Contains(Answer.Unknown)
            && (less ? 1 : 0) + (equal ? 1 : 0) + (greater ? 1 : 0) == 1
            && Is(3) == !equal
            && Is(4) == !greater
            && Is(5) == !less;

        bool Is(int index) => answers[index] == Answer.True;
    }
}

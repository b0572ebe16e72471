using System.Text;
using IamAuthorization.Policies.Reference;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>
/// Conditions and contexts of the same few keys and values: for each family of operators what it compares, and what it
/// cannot read.
/// </summary>
internal static class ConditionShapes
{
    private static readonly Family Text = new(
        ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike",
            "StringNotLike"],
        ["app:v", "app:v", "app:w", "aws:PrincipalTag/team", "aws:ResourceTag/team", "aws:username", "aws:TagKeys",
            "app:list", "app:e", "aws:PrincipalAccount", "aws:ResourceAccount", "aws:userid", "s3:prefix"],
        ["a", "a", "b", "A", "red", "Red", "ab", "", "a*", "*", "?", "a?b", "alice", "é", "É", "\u00e9", "e\u0301", "İ",
            "i", "ı", "ſ", "s", "\u212A", "k", "ß", "ẞ", "😀", "😁", "a\nb", Here, "${app:v}", "$", "${*}",
            "anonymous"],
        ["a", "a", "b", "A", "red", "RED", "a*", "*b", "*", "?", "??", "a?b", "", "*a*", "*a*b*", "${app:v}",
            "${app:v}*", "x${app:w, 'a'}", "${aws:PrincipalTag/team}", "${aws:username}", "a${*}", "${?}",
            "${$}{app:v}",
            "${*}*", "${aws:TagKeys}", "${app:absent}", "${app:absent, 'red'}",
            "${broken", "${}", "é", "İ", "I", "ı", "ſ", "S",
            "\u212A", "K", "ẞ", "😀", "?😁", "*?", "alice", Here, "anonymous", "${app:list}", "${app:list, 'a'}",
            "${app:conflict, 'a'}", "${app:e, 'a'}"]);

    private static readonly Family Number = new(
        ["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan",
            "NumericGreaterThanEquals"],
        ["app:n", "app:n", "app:m", "aws:MultiFactorAuthAge", "aws:EpochTime", "app:numbers", "app:v"],
        ["5", "5.0", "05", "+5", "-5", "0", "-0", "10", "9.99", "junk", "", "1e3", "0x5", " 5", ".5", "5.", "1,000",
            "٥", "79228162514264337593543950336", "79228162514264337593543950335", "1767225600"],
        ["5", "5.00", "05", "10", "-5", "0", "9.99", "5", "10", "junk", "1e3", "1767225600", "${app:n}"]);

    private static readonly Family Date = new(
        ["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan",
            "DateGreaterThanEquals"],
        ["aws:CurrentTime", "aws:CurrentTime", "aws:TokenIssueTime", "aws:EpochTime", "app:dates", "app:v"],
        ["2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2025-12-31T19:00:00-05:00", "1767225600", "2026-01-01",
            "2026-01", "2026", "2026-01-01T00:00Z", "2026-01-01T00:00:00.5Z", "2026-01-01T00:00:00.500000000Z",
            "2026-01-01T00:00:00", "2026-13-01", "2026-02-29", "2028-02-29", "2026-01-01T24:00Z",
            "2026-01-01T00:00:60Z", "-1", "9223372036854775807", "9223372036854775808", "junk", "",
            "2026-01-01t00:00:00z", "0001-01-01", "9999-12-31T23:59:59.9999999Z"],
        ["2026-01-01T00:00:00Z", "2026-01-01", "1767225600", "2026-01-01T00:00:00.5Z", "2026-06", "2026", "2030-01-01",
            "2026-01-01T01:00+01:00", "junk", "2026-01-01T00:00:00"]);

    private static readonly Family Bool = new(
        ["Bool"],
        ["aws:SecureTransport", "app:b", "aws:MultiFactorAuthPresent", "app:bools", "app:v"],
        ["true", "false", "TRUE", "False", "junk", "", "1"],
        ["true", "false", "True", "junk"]);

    private static readonly Family Bytes = new(
        ["BinaryEquals"],
        ["app:bin", "app:bins", "app:v"],
        ["QmluYXJ5", "QQ==", "QUI=", "", "QR==", "QQ", "Q Q=", "junk!", "QmluYXJ5\n"],
        ["QmluYXJ5", "QQ==", "QUI=", "QR==", "junk!", ""]);

    private static readonly Family Address = new(
        ["IpAddress", "NotIpAddress"],
        ["aws:SourceIp", "aws:SourceIp", "app:ip", "app:ips", "app:v"],
        ["203.0.113.7", "203.0.113.9", "198.51.100.1", "::ffff:203.0.113.7", "2001:db8::1", "2001:DB8:0:0::1",
            "fe80::1%eth0", "0177.0.0.1", "1.2.3", "junk", "", "203.0.113.7/32", "::", "1:2:3:4:5:6:7:8", "::1.2.3.4",
            "1::2::3", "256.0.0.1", "203.0.113.7:80", "::FFFF:cb00:7107"],
        ["203.0.113.0/24", "203.0.113.7", "203.0.113.7/24", "0.0.0.0/0", "::/0", "2001:db8::/32", "2001:db8::1",
            "::ffff:203.0.113.0/120", "198.51.100.0/25", "fe80::1", "junk", "203.0.113.0/33", "::/129", "10.0.0.0/8",
            "::ffff:0:0/96", "::ffff:0:0/90", "203.0.113.0/024", "fe80::1%eth0"]);

    private static readonly Family Arns = new(
        ["ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"],
        ["aws:PrincipalArn", "aws:PrincipalArn", "aws:SourceArn", "app:arn", "app:arns", "app:v"],
        [AliceArn, RoleArn, Cast.PathRoleArn, "arn:aws:app:::doc/a", "arn:aws:app:eu:1:doc/a:b", "arn:aws:app", "junk",
            "", "*", "arn:::::", $"arn:aws:app::{Here}:doc/*", "arn:aws:app:::doc/😀", "Arn:aws:app:::doc/a"],
        [AliceArn, "arn:aws:iam::*:user/*", $"arn:aws:iam::{Here}:role/*", "arn:*:*:*:*:*", "arn:aws:app:::doc/?",
            "arn:aws:app:*:doc/*", "arn:aws:app:*:*:doc/*", "*", "${aws:PrincipalArn}", "${app:arn}", "${app:v}",
            "arn:aws:iam::${aws:PrincipalAccount}:user/${aws:username}", "arn:aws:app:::doc/${app:v}", "arn:aws:app:*",
            "${app:absent}", "arn:aws:app:::${*}", "arn:aws:iam::*:*", "arn:${app:v}", "x${app:absent}",
            "a*:b:c:d:e:f"]);

    private static readonly Family[] Families = [Text, Text, Text, Number, Date, Bool, Bytes, Address, Arns];

    private static readonly string[] ManyKeys =
        ["aws:TagKeys", "app:list", "app:numbers", "app:dates", "app:bools", "app:bins", "app:ips", "app:arns"];

    /// <summary>The value of a Condition element, as JSON.</summary>
    public static string Condition(Dice dice)
    {
        var blocks = new Dictionary<string, Dictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        int count = dice.Pick(1, 1, 1, 2, 2, 3);
        for (int number = 0; number < count; number++)
        {
            (string @operator, string key, string values) = Test(dice);
            blocks.TryAdd(@operator, new(StringComparer.OrdinalIgnoreCase));
            blocks[@operator][key] = values;
        }

        return $"{{{string.Join(',', blocks.Select(block => $"\"{block.Key}\":{Keys(block.Value)}"))}}}";
    }

    /// <summary>What the request supplies; a family's keys come with its values, now and then with another's.</summary>
    public static List<ContextEntry> Context(Dice dice)
    {
        var context = new List<ContextEntry>();
        foreach (Family family in Families.AsSpan(2))
        {
            foreach (string key in family.Keys.AsSpan(1))
            {
                if (dice.Chance(45))
                {
                    context.Add(Entry(dice, key, dice.Chance(96) ? family : dice.Pick<Family>(Families)));
                }
            }
        }

        if (dice.Chance(30))
        {
            context.Add(new ContextEntry("app:conflict", ["a"], IsMultiple: false));
            context.Add(new ContextEntry("app:CONFLICT", [dice.Pick("a", "b")], IsMultiple: false));
        }

        if (dice.Chance(3) && context.Count > 0)
        {
            ContextEntry twice = dice.Pick<ContextEntry>([.. context]);
            context.Add(twice with { Key = twice.Key.ToUpperInvariant() });
        }

        return [.. context.DistinctBy(entry => entry.Key)];
    }

    private static ContextEntry Entry(Dice dice, string key, Family family)
    {
        bool isMany = ManyKeys.Contains(key) ? dice.Chance(92) : dice.Chance(4);
        if (!isMany)
        {
            return new ContextEntry(key, [dice.Pick(family.Given)], IsMultiple: false);
        }

        int count = dice.Pick(0, 1, 1, 2, 2, 3);
        return new ContextEntry(key, [.. Enumerable.Range(0, count).Select(_ => dice.Pick(family.Given))], true);
    }

    private static (string Operator, string Key, string Values) Test(Dice dice)
    {
        Family family = dice.Pick<Family>(Families);
        Family keys = dice.Chance(97) ? family : dice.Pick<Family>(Families);
        string key = dice.Chance(4) ? dice.Pick("app:absent", "app:conflict") : dice.Pick(keys.Keys);
        key = dice.Chance(6) ? key.ToUpperInvariant() : key;
        if (dice.Chance(8))
        {
            string[] wanted = dice.Pick<string[]>(["true"], ["false"], ["True", "x"], ["x"]);
            return ("Null", key, JsonText.Strings(dice, wanted));
        }

        bool isMany = ManyKeys.Contains(key);
        string set = dice.Chance(isMany ? 75 : 8) ? dice.Pick("ForAllValues:", "ForAnyValue:") : "";
        string @operator = set + dice.Pick(family.Operators) + (dice.Chance(20) ? "IfExists" : "");
        @operator = dice.Chance(3) ? @operator.ToLowerInvariant() : @operator;
        int count = dice.Chance(1) ? 0 : dice.Pick(1, 1, 1, 1, 2, 2, 3);
        return (@operator, key, Values(dice, [.. Enumerable.Range(0, count).Select(_ => dice.Pick(family.Wanted))]));
    }

    /// <summary>Values as strings, or unquoted where they are numbers or booleans (§1).</summary>
    private static string Values(Dice dice, string[] values) =>
        values is [{ } only] && only is "5" or "10" or "-5" or "9.99" or "1767225600" or "1e3" or "true" or "false"
            && dice.Chance(40)
                ? values[0]
                : JsonText.Strings(dice, values);

    private static string Keys(Dictionary<string, string> block)
    {
        var json = new StringBuilder("{");
        foreach ((string key, string values) in block)
        {
            json.Append(json.Length > 1 ? "," : "").Append('"').Append(key).Append("\":").Append(values);
        }

        return json.Append('}').ToString();
    }

    /// <summary>Operators that compare the same kind of value.</summary>
    private sealed record Family(string[] Operators, string[] Keys, string[] Given, string[] Wanted);
}

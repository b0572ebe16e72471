using System.Text.Json;
using IamAuthorization.Policies.Tests.Documents;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>Documents to begin with, and the words they are made of.</summary>
internal static class DocumentSeeds
{
    private const int LengthMax = 1_000;

    private static readonly string[] Own =
    [
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"app:Get*","Resource":"*"}]}""",
        """{"Statement":{"Effect":"Deny","NotAction":["iam:*","sts:Get?"],"NotResource":"arn:aws:s3:::b/${*}"}}""",
        """
        {"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"S1","Effect":"Allow",
        "Principal":{"AWS":["111122223333","arn:aws:iam::111122223333:role/R"],"Service":"events.app.example"},
        "Action":["app:Get","app:*Doc"],"Resource":["arn:aws:app::111122223333:doc/${aws:username, 'none'}","*"],
        "Condition":{"StringLike":{"app:v":["a*","${aws:PrincipalTag/x}"]},"Bool":{"aws:SecureTransport":true}}}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"id.example.com"},
        "Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"id.example.com:aud":"me"}}}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},
        "Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"Null":{"aws:RequestTag/a":["true"]},
        "StringEquals":{"sts:ExternalId":"7"}}}]}
        """,
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*",
        "Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},
        "NumericLessThanEquals":{"app:n":[5,1.50]},"DateGreaterThan":{"aws:CurrentTime":"2026-05-04T10:20:30.5+02:00"},
        "ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/${app:v}"},"BinaryEquals":{"app:b":"AQID"},
        "ForAllValues:StringEqualsIfExists":{"aws:TagKeys":["a","b"]},"ForAnyValue:ArnLike":{"app:v":"arn:*"}}}]}
        """,
        """{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":["*:*","a:?"],"Resource":"arn:aws:a:*"}]}""",
        """{"Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":"*"},"Action":"s3:*","Resource":"*"}]}""",
        "", "{}", "[]", "null", "\uFEFF{}", "{\"Statement\":[]}", "{\"Statement\":[{\"\\u0045ffect\":\"Allow\"}]}",
    ];

    /// <summary>
    /// The texts: a few of our own, the catalogue of invalid ones, for a long run AWS's own policies.
    /// </summary>
    public static string[] All { get; } =
    [
        .. Own,
        .. PolicyData.InvalidPolicies.Values
            .Select(row => PolicyData.TextOf(row.GetProperty("document_text")))
            .Where(text => text.Length <= LengthMax),
        .. AwsManaged(),
    ];

    /// <summary>Words of the grammar.</summary>
    public static string[] Tokens { get; } =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "//", "/*", "null", "true", "false", "*", "?", "${", "}",
        "${*}",
        "${?}", "${$}", "$", "${aws:username}", "${aws:username, 'x'}", "${a", "'", ", '", "\"*\"", "[]", "{}", "\"\"",
        "\"Version\":", "\"2012-10-17\"", "\"2008-10-17\"", "\"Id\":", "\"Statement\":", "\"Sid\":", "\"Effect\":",
        "\"Allow\"", "\"Deny\"", "\"Principal\":", "\"NotPrincipal\":", "\"AWS\":", "\"Service\":", "\"Federated\":",
        "\"CanonicalUser\":", "\"Action\":", "\"NotAction\":", "\"Resource\":", "\"NotResource\":", "\"Condition\":",
        "\"StringEquals\":", "\"StringNotLike\":", "\"NumericLessThan\":", "\"DateLessThan\":", "\"Bool\":",
        "\"Null\":",
        "\"IpAddress\":", "\"NotIpAddress\":", "\"ArnLike\":", "\"BinaryEquals\":", "\"ForAllValues:", "\"ForAnyValue:",
        "IfExists", "\"aws:SourceIp\":", "\"aws:PrincipalTag/", "aws:", "sts:AssumeRole", "iam:PassRole", "app:Get",
        "arn:", "arn:aws:", "arn:aws:iam::111122223333:user/a", "arn:aws:s3:::b/*", "111122223333", "::", "/", "s3:*",
        "\"Effect\":\"Deny\",", "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"},",
        "\"Condition\":{\"Null\":{",
    ];

    // WHY: an ordinary run must be the same in a clone that has no reference data beside it.
    private static IEnumerable<string> AwsManaged() => FuzzSettings.IsLong && PolicyData.SharedFolder is not null
        ? PolicyData.SharedRows("aws-managed-policies.jsonl.gz")
            .Select(row => JsonSerializer.Serialize(row.GetProperty("document")))
            .Where(text => text.Length <= LengthMax)
            .Take(200)
        : [];
}

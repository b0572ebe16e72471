using System.Globalization;
using CsCheck;
using IamAuthorization.Policies.Tests.Threats;
using static IamAuthorization.Policies.Tests.Documents.PolicyText;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>What holds for every document: it survives being written, and no text brings the reader down.</summary>
public sealed class ReaderProperties
{
    private static readonly PolicyReadOptions WithoutQuotas = new() { Quotas = null };

    private static readonly PolicyReadOptions Stored = new() { Quotas = null, Gate = PolicyGate.Stored };

    private static readonly Gen<string> Text = Pick(
        "a", "b*", "${aws:username}", "é", "日本", "\"", "\\", "<&>", "", "a b");

    private static readonly Gen<string> Strings = Gen.OneOf(
        Text.Select(Quote), Text.Array[0, 3].Select(texts => $"[{string.Join(',', texts.Select(Quote))}]"));

    private static readonly Gen<string> Values = Gen.OneOf(
        Strings, Gen.Int.Select(number => number.ToString(CultureInfo.InvariantCulture)), Pick("true", "[1.50,2e3]"));

    private static readonly Gen<string> Condition = Gen.Select(
        Pick("StringEquals", "ForAnyValue:StringLike", "NumericLessThan", "Bool", "Null"),
        Pick("aws:username", "aws:PrincipalTag/x", "app:key"),
        Values,
        (name, key, values) => $"{{\"{name}\":{{\"{key}\":{values}}},\"ArnLike\":{{\"{key}\":{values}}}}}");

    private static readonly Gen<string> Statement = Gen.Select(
        Pick("Allow", "Deny"),
        Pick("Action", "NotAction"),
        Strings,
        Pick("Resource", "NotResource"),
        Strings,
        Condition,
        (effect, action, actions, resource, resources, condition) =>
            $"{{\"Effect\":\"{effect}\",\"{action}\":{actions},\"{resource}\":{resources},\"Condition\":{condition}}}");

    private static readonly Gen<string> Document = Statement.Array[1, 4].Select(
        statements => $"{{\"Version\":\"2012-10-17\",\"Statement\":[{string.Join(',', statements)}]}}");

    private static readonly Gen<string> AnyKindOfDocument = Gen.OneOf(
        Document,
        Pick(
            WithPrincipal("{'AWS':['111122223333','arn:aws:iam::111122223333:role/R'],'Service':'a.example.com'}"),
            WithTrusted("{'Federated':['arn:aws:iam::111122223333:oidc-provider/id.example.com/x','id.example.com']}"),
            Of(Everyone + ",'Condition':{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'},"
                + "'ArnLike':{'a:b':'arn:aws:s3:::b'}}"),
            WithResource("['arn:aws:iam::${aws:PrincipalAccount}:user/${aws:username, #x#}','arn:aws:s3:*']")
                .Replace('#', '\'')));

    private static readonly Gen<char> Character = Gen.OneOf(
        Gen.Char,
        Pick(":", "*", "?", "$", "{", "}", "\"", "\\", "[", "]", ",", "/", "'", " ", "\uD800")
            .Select(text => text[0]));

    [Fact]
    [Trait("Threat", "E3")]
    public void AnyDocument_WrittenAndReadAgain_IsTheSame() => Fuzz.Holds(
        Document,
        text =>
        {
            PolicyDocument document = PolicyDocument.Parse(text, PolicyKind.Managed, Stored);
            string written = PolicyWriter.Write(document);
            PolicyDocument again = PolicyDocument.Parse(written, PolicyKind.Managed, Stored);
            return document.Equals(again) && written == PolicyWriter.Write(again);
        });

    [Fact]
    [Trait("Threat", "E3")]
    public void AnyMutationOfADocument_IsReadOrRefused_ButNeverThrows() => Fuzz.Holds(
        Gen.Select(AnyKindOfDocument, Gen.Int[0, 10_000], Character, Gen.Int[0, 2], Gen.Enum<PolicyKind>()),
        sample =>
        {
            (string text, int place, char character, int edit, PolicyKind kind) = sample;
            int index = place % text.Length;
            string mutated = edit switch
            {
                0 => text.Insert(index, character.ToString()),
                1 => text.Remove(index, 1),
                _ => string.Concat(text.AsSpan(0, index), character.ToString(), text.AsSpan(index + 1)),
            };
            PolicyReadResult result = PolicyReader.Read(mutated, kind, WithoutQuotas);
            bool hasErrors = result.Findings.Any(found => found.Severity == PolicyFindingSeverity.Error);
            return result.Document is null == hasErrors && result.Error is not null == hasErrors;
        });

    [Theory]
    [InlineData("nested arrays")]
    [InlineData("nested objects")]
    [InlineData("condition keys")]
    [InlineData("actions")]
    [InlineData("unknown actions")]
    [InlineData("statements")]
    [InlineData("wildcards")]
    [InlineData("lines")]
    public void HugeDocument_CostsMemoryInProportionToItsLength(string shape)
    {
        long small = AllocatedFor(Huge(shape, 1_000));
        long large = AllocatedFor(Huge(shape, 8_000));
        Assert.True(large < (small * 16) + 1_000_000, $"{small} bytes grew to {large}.");
    }

    private static Gen<string> Pick(params string[] values) =>
        Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static long AllocatedFor(string text)
    {
        PolicyReader.Read(text, PolicyKind.Managed, WithoutQuotas);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PolicyReader.Read(text, PolicyKind.Managed, WithoutQuotas);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Huge(string shape, int count) => shape switch
    {
        "nested arrays" => new string('[', count),
        "nested objects" => string.Concat(Enumerable.Repeat("{\"a\":", count)),
        "condition keys" => WithCondition($"{{'StringEquals':{{{Join(count, number => $"'a:k{number}':'v'")}}}}}"),
        "actions" => WithAction($"[{Join(count, number => $"'s3:Get{number}'")}]"),
        "unknown actions" => WithAction($"[{Join(count, number => $"'Get{number}'")}]"),
        "statements" => Json(
            $"{{'Version':'2012-10-17','Statement':[{Join(count, number => $"{{'Sid':'s{number}',{Get}}}")}]}}"),
        "wildcards" => WithResource($"'arn:aws:s3:::{string.Concat(Enumerable.Repeat("*a", count))}'"),
        _ => Of(Get) + new string('\n', count) + "x",
    };

    private static string Join(int count, Func<int, string> item) =>
        string.Join(',', Enumerable.Range(0, count).Select(item));

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}

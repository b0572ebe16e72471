using System.Buffers;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>
/// E3: whatever the text, the reader answers: it throws nothing, recurses no deeper than its limit, and allocates no
/// more than in proportion to the text. What it accepts can be written, read again and decided on.
/// </summary>
[Trait("Threat", "E3")]
public sealed class DocumentFuzzTests
{
    private static readonly PolicyKind[] Kinds = Enum.GetValues<PolicyKind>();

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Append(127).Select(code => (char)code)]);

    private static readonly PolicyReadOptions Stored = new() { Gate = PolicyGate.Stored, Quotas = null };

    private static readonly PolicyReadOptions[] Options =
    [
        PolicyReadOptionsOf(isStrict: false),
        PolicyReadOptionsOf(isStrict: true),
        new() { Quotas = null },
        new() { Gate = PolicyGate.Stored },
        Stored,
        new() { IsApiParameter = true },
        new() { Quotas = null, AttachedResource = Arn.Parse("arn:aws:s3:::b") },
        new(),
    ];

    [Fact]
    public void AnyText_AnyKindAndGate_IsReadOrRefused() => TextFuzzer.Run(
        new FuzzTarget("reader", DocumentSeeds.All, DocumentSeeds.Tokens, TryRead)
        {
            BytesFree = 16_384,
            BytesPerCharacter = 512,
        },
        count: 15_000);

    [Fact]
    public void AcceptedText_WrittenAndReadAgain_IsTheSame() => TextFuzzer.Run(
        new FuzzTarget("writer", DocumentSeeds.All, DocumentSeeds.Tokens, TryWrite)
        {
            BytesFree = 32_768,
            BytesPerCharacter = 1_024,
        },
        count: 8_000);

    [Fact]
    public void AcceptedText_Decided_AnswersTheSameWithAndWithoutIndex() => TextFuzzer.Run(
        new FuzzTarget("decision", DocumentSeeds.All, DocumentSeeds.Tokens, DocumentDecision.Try)
        {
            BytesFree = 65_536,
            BytesPerCharacter = 2_048,
        },
        count: 8_000);

    private static PolicyReadOptions PolicyReadOptionsOf(bool isStrict) => new()
    {
        Quotas = null,
        KnownActions = ["app:Get", "app:GetDoc", "s3:GetObject"],
        IsStrict = isStrict,
        IgnoresOtherServices = !isStrict,
    };

    private static int TryRead(string text, uint variant)
    {
        PolicyReadResult result = PolicyReader.Read(text, KindOf(variant), Options[(variant >> 8) % Options.Length]);

        bool isRefused = result.Error is not null;
        FuzzFault.Unless(isRefused == (result.Document is null), "Neither a document nor an error, or both.");
        bool hasErrors = false;
        foreach (PolicyFinding finding in result.Findings)
        {
            hasErrors |= finding.Severity == PolicyFindingSeverity.Error;
            Check(finding, text);
        }

        FuzzFault.Unless(isRefused == hasErrors, "Refused without a finding that says so, or the reverse.");
        return Answers.Of(result);
    }

    private static void Check(PolicyFinding finding, string text)
    {
        int length = text.Length + 1;
        (int line, int column) = (finding.Position.Line, finding.Position.Column);
        FuzzFault.Unless(line >= 0 && line <= length && column >= 0 && column <= length, "No such place.");
        FuzzFault.Unless(
            finding.Message.AsSpan().IndexOfAny(Controls) < 0, $"A message has a control character: {finding.Code}.");
        FuzzFault.Unless(finding.Message.Length is > 0 and < 2_000, $"A message without measure: {finding.Code}.");
    }

    private static int TryWrite(string text, uint variant)
    {
        PolicyKind kind = KindOf(variant);
        PolicyReadOptions options = variant % 2 == 0 ? Stored : new PolicyReadOptions { Quotas = null };
        PolicyReadResult result = PolicyReader.Read(text, kind, options);
        if (result.Document is { } document)
        {
            string written = PolicyWriter.Write(document);
            PolicyDocument? again = PolicyReader.Read(written, kind, options).Document;
            FuzzFault.Unless(again is not null, "What was written is refused.");
            FuzzFault.Unless(document.Equals(again), "What was written says something else.");
            FuzzFault.Unless(
                string.Equals(written, PolicyWriter.Write(again!), StringComparison.Ordinal), "Not canonical.");
        }

        return Answers.Of(result);
    }

    private static PolicyKind KindOf(uint variant) => Kinds[(variant >> 4) % Kinds.Length];
}

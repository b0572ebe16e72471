using System.Text.Json;
using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>
/// Cases that mattered, in their smallest form, with the answer that is right: one line of <c>iam simulate</c> each and
/// a member <c>expected</c>.
/// </summary>
[Trait("Threat", "E8")]
[Trait("Threat", "E9")]
public sealed class CorpusTests
{
    private static readonly Dictionary<string, string> Lines = Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Differential", "Corpus"), "*.jsonl")
        .Order(StringComparer.Ordinal)
        .SelectMany(File.ReadLines)
        .ToDictionary(IdOf, StringComparer.Ordinal);

    public static TheoryData<string> Ids => [.. Lines.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void CorpusCase_BothEvaluators_AnswerAsExpected(string id)
    {
        using JsonDocument json = JsonDocument.Parse(Lines[id]);
        JsonElement expected = json.RootElement.GetProperty("expected");
        Case world = CaseLine.Read(json.RootElement);
        Comparison comparison = Comparison.Of(world.Documents)!;

        Answer answer = comparison.Expected(world.Question);

        Assert.Equal(expected.GetProperty("decision").GetString(), answer.Outcome.ToString());
        Assert.Equal(expected.GetProperty("decidedBy").GetString(), answer.DecidedBy);
        Assert.Equal(
            expected.GetProperty("matched").EnumerateArray().Select(NameOf).ToHashSet(),
            answer.Listed.ToHashSet());
        Assert.Null(comparison.Difference(world.Question, answer));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void CorpusCase_WrittenAndReadAgain_IsTheSameLine(string id)
    {
        using JsonDocument json = JsonDocument.Parse(Lines[id]);
        Case world = CaseLine.Read(json.RootElement);
        Answer answer = Comparison.Of(world.Documents)!.Expected(world.Question);

        string line = CaseLine.Write(world, id, answer);

        using JsonDocument again = JsonDocument.Parse(line);
        Assert.True(JsonElement.DeepEquals(json.RootElement, again.RootElement), line);
    }

    private static string IdOf(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("id").GetString()!;
    }

    private static StatementName NameOf(JsonElement statement) =>
        new(statement.GetProperty("policy").GetString()!, statement.GetProperty("statement").GetInt32());
}

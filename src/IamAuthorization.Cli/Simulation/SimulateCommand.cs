using System.Text.Json;
using IamAuthorization.Cli.Lines;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Simulation;

/// <summary><c>iam simulate</c>: one case a line in, one answer a line out, in order.</summary>
internal static class SimulateCommand
{
    /// <summary>Answers all cases.</summary>
    /// <param name="input">The cases.</param>
    /// <param name="output">The answers.</param>
    /// <returns>The exit code, whatever the answers were.</returns>
    public static int Run(Stream input, Stream output)
    {
        using var results = new ResultWriter(output);
        var lines = new LineReader(input, results.Flush);
        var cases = new CaseReader(new PolicyCache());
        while (lines.TryRead(out ReadOnlyMemory<byte> line))
        {
            Answer(line, lines.Number, cases, results);
        }

        return ExitCode.Done;
    }

    private static void Answer(ReadOnlyMemory<byte> line, long number, CaseReader cases, ResultWriter results)
    {
        try
        {
            using JsonDocument json = JsonLine.Parse(line, number);
            SimulatedCase simulated = cases.Read(json.RootElement);
            Write(results, simulated.Id, IamEvaluator.Explain(simulated.Request, simulated.Policies));
        }
        catch (LineException exception)
        {
            WriteError(results, JsonLine.ReadableId(line.Span), exception);
        }
    }

    private static void Write(ResultWriter results, string id, Explanation explanation)
    {
        IamDecision decision = explanation.Decision;
        Utf8JsonWriter json = results.Begin();
        json.WriteString("id"u8, id);
        json.WriteString("decision"u8, NameOf(decision.Outcome));
        json.WriteString("reason"u8, decision.Reason);
        json.WriteString("decidedBy"u8, decision.DecidedBy.ToDisplayName());
        json.WriteStartArray("matched"u8);
        foreach (StatementReference statement in explanation.MatchedStatements)
        {
            json.WriteStartObject();
            json.WriteString("policy"u8, statement.PolicyName);
            json.WriteNumber("statement"u8, statement.Index);
            json.WriteString("sid"u8, statement.Sid);
            json.WriteString("effect"u8, statement.Effect == PolicyEffect.Deny ? "Deny"u8 : "Allow"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        results.End();
    }

    private static void WriteError(ResultWriter results, string? id, LineException exception)
    {
        Utf8JsonWriter json = results.Begin();
        json.WriteString("id"u8, id);
        ErrorMember.Write(json, exception.Code, exception.Message);
        results.End();
    }

    private static string NameOf(DecisionOutcome outcome) => outcome switch
    {
        DecisionOutcome.Allow => "Allow",
        DecisionOutcome.ExplicitDeny => "ExplicitDeny",
        _ => "ImplicitDeny",
    };
}

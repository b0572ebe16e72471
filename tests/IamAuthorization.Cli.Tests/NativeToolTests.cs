using System.Text;
using System.Text.Json;

namespace IamAuthorization.Cli.Tests;

/// <summary>
/// The tool as it is published. By hand, a million lines:
/// <c>tests/IamAuthorization.Cli.Tests/many-cases.sh 1000000 | DOTNET_GCHeapHardLimit=0x8000000 iam simulate</c>.
/// </summary>
public sealed class NativeToolTests(NativeToolFixture tool) : IClassFixture<NativeToolFixture>
{
    private const int Cases = 20_000;
    private const string HeapLimit = "0x8000000";

    [Fact]
    public void PublishedTool_StreamOfCases_AnswersEachInOrder_WithinItsHeapLimit()
    {
        Assert.SkipWhen(NativeToolFixture.Missing is not null, NativeToolFixture.Missing ?? "");

        (int exitCode, string output, string error) = tool.Run(ManyCases(), "simulate", HeapLimit);

        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        Assert.Equal(Cases, lines.Length);
        Assert.All(lines.Index(), row =>
        {
            JsonElement answer = JsonElement.Parse(row.Item);
            Assert.Equal($"c{row.Index}", answer.GetProperty("id").GetString());
            Assert.Equal(row.Index % 3 == 0 ? "Allow" : "ImplicitDeny", answer.GetProperty("decision").GetString());
        });
    }

    [Fact]
    public void PublishedTool_HelpErrorsAndValidation_WorkAsInTheBuild()
    {
        Assert.SkipWhen(NativeToolFixture.Missing is not null, NativeToolFixture.Missing ?? "");

        Assert.Contains("resourceControlPolicies", tool.Run("", "simulate --help").Output, StringComparison.Ordinal);
        Assert.Equal(2, tool.Run("", "validate").ExitCode);
        Assert.Equal(
            (1, """{"id":"d","valid":false"""),
            tool.Run("""{"id":"d","kind":"trust","document_text":"{}"}""", "validate --jsonl") is var result
                ? (result.ExitCode, result.Output.Split(",\"error\"")[0])
                : default);
    }

    // Every case has a policy of its own, so that nothing but bounds keeps the memory small.
    private static string ManyCases()
    {
        var lines = new StringBuilder();
        for (int i = 0; i < Cases; i++)
        {
            lines.Append(JsonSerializer.Serialize(new
            {
                id = $"c{i}",
                principal = $"arn:aws:iam::111122223333:user/u{i}",
                action = i % 3 == 0 ? "s3:GetObject" : "s3:PutObject",
                resource = $"arn:aws:s3:::b/{i}/k",
                resourceAccount = "111122223333",
                identityPolicies = new[]
                {
                    new
                    {
                        name = "p",
                        policy = new
                        {
                            Version = "2012-10-17",
                            Statement = new
                            {
                                Effect = "Allow",
                                Action = "s3:GetObject",
                                Resource = $"arn:aws:s3:::b/{i}/*",
                            },
                        },
                    },
                },
            })).Append('\n');
        }

        return lines.ToString();
    }
}

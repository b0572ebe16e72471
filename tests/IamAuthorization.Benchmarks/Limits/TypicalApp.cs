using System.Globalization;
using System.Text.Json;
using IamAuthorization.Benchmarks.Workloads;

namespace IamAuthorization.Benchmarks.Limits;

/// <summary>
/// A workload of its own for runs without workload files: one user of an app of six services, 12 policies, 40
/// statements with wildcards and conditions on tags, address, transport and age of the MFA.
/// </summary>
internal static class TypicalApp
{
    private const int Seed = 20_121_017;
    private const int RequestCount = 2_048;
    private const int PolicyCount = 12;
    private const int StatementCount = 40;
    private const int DenyEvery = 9;
    private const string Account = "123456789012";

    private static readonly string[] Services = ["docs", "billing", "reports", "users", "media", "search"];
    private static readonly string[] Verbs = ["Get", "List", "Create", "Update", "Delete", "Share"];
    private static readonly string[] Nouns = ["Document", "Folder", "Invoice", "Report", "Profile", "Asset"];
    private static readonly string[] Kinds = ["folder", "item", "shared"];
    private static readonly string[] Owners = ["a", "b", "c"];
    private static readonly string[] Teams = ["red", "blue", "green", "ops"];
    private static readonly string[] Projects = ["apollo", "gemini", "vostok"];

    private static readonly string[] Conditions =
    [
        """{"StringEquals":{"aws:ResourceTag/team":["red","blue"]}}""",
        """{"IpAddress":{"aws:SourceIp":["10.0.0.0/9","192.168.0.0/16"]}}""",
        """{"Bool":{"aws:SecureTransport":"true"}}""",
        """
        {"Bool":{"aws:MultiFactorAuthPresent":"true"},"NumericLessThanEquals":{"aws:MultiFactorAuthAge":"3600"}}
        """,
        """{"StringLike":{"aws:ResourceTag/project":["apo*","gem*"]}}""",
        """{"StringNotEquals":{"aws:ResourceTag/team":"ops"}}""",
    ];

    public static Workload Workload()
    {
        var random = new Random(Seed);
        string[] statements = [.. Enumerable.Range(0, StatementCount).Select(number => Statement(number, random))];
        return new Workload
        {
            Id = "typical-app",
            Size = StatementCount,
            Policies = [.. Enumerable.Range(0, PolicyCount).Select(number => Policy(number, statements))],
            Principals =
            [
                new() { Arn = $"arn:aws:iam::{Account}:user/alice", Policies = [.. Enumerable.Range(0, PolicyCount)] },
            ],
            Requests = [.. Enumerable.Range(0, RequestCount).Select(_ => Request(random))],
        };
    }

    private static WorkloadPolicy Policy(int number, string[] statements)
    {
        IEnumerable<string> own = statements.Where((_, index) => index % PolicyCount == number);
        string text = $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', own)}}]}""";
        return new() { Name = $"P{number}", Document = JsonSerializer.Deserialize<JsonElement>(text) };
    }

    private static string Statement(int number, Random random)
    {
        string service = Services[number % Services.Length];
        string start = $"arn:aws:{service}::{Account}:";
        bool isDeny = number % DenyEvery == DenyEvery - 1;
        string verb = Pick(Verbs, random);
        string actions = isDeny
            ? $"\"{service}:Delete*\",\"{service}:Share*\""
            : $"\"{service}:{verb}*\",\"{service}:{Pick(Verbs, random)}{Pick(Nouns, random)}\"";
        string resources = isDeny
            ? $"\"{start}folder/b*\",\"{start}item/b*\""
            : $"\"{start}{Pick(Kinds, random)}/{Pick(Owners, random)}*\",\"{start}shared/public*\"";
        string condition = number % 2 == 0 ? "{}" : Conditions[number / 2 % Conditions.Length];
        return $$"""
            {"Effect":"{{(isDeny ? "Deny" : "Allow")}}","Action":[{{actions}}],"Resource":[{{resources}}],
             "Condition":{{condition}}}
            """;
    }

    private static WorkloadRequest Request(Random random)
    {
        string service = Pick(Services, random);
        string path = $"{Pick(Kinds, random)}/{Pick(Owners, random)}{random.Next(1_000)}/{random.Next(100)}";
        return new()
        {
            Principal = 0,
            Action = $"{service}:{Pick(Verbs, random)}{Pick(Nouns, random)}",
            Resource = $"arn:aws:{service}::{Account}:{path}",
            Context = new Dictionary<string, JsonElement>(StringComparer.Ordinal)
            {
                ["aws:username"] = Json("alice"),
                ["aws:ResourceTag/team"] = Json(Pick(Teams, random)),
                ["aws:ResourceTag/project"] = Json(Pick(Projects, random)),
                ["aws:SourceIp"] = Json($"10.{random.Next(256)}.{random.Next(256)}.7"),
                ["aws:SecureTransport"] = Json(random.Next(20) > 0 ? "true" : "false"),
                ["aws:MultiFactorAuthPresent"] = Json(random.Next(5) > 1 ? "true" : "false"),
                ["aws:MultiFactorAuthAge"] = Json(random.Next(7_200).ToString(CultureInfo.InvariantCulture)),
            },
            Expected = null,
        };
    }

    private static JsonElement Json(string text) => JsonSerializer.SerializeToElement(text);

    private static string Pick(string[] texts, Random random) => texts[random.Next(texts.Length)];
}

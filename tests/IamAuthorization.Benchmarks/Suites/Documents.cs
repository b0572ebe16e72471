using System.Globalization;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Suites;

/// <summary>Documents of any size: each statement on its own tenant, with a condition.</summary>
internal static class Documents
{
    // A document has at most a million characters.
    private const int StatementsMax = 1_000;

    private static readonly PolicyReadOptions AsStored = new() { Gate = PolicyGate.Stored, Quotas = null };

    public static string Text(int statements) => Text(0, statements, OfTenant);

    /// <summary>Documents that together have that many statements, each made from the name of its tenant.</summary>
    public static PolicyDocument[] ReadAll(int statements, Func<string, string> statement) =>
    [
        .. Enumerable.Range(0, (statements + StatementsMax - 1) / StatementsMax)
            .Select(number => number * StatementsMax)
            .Select(from => Read(Text(from, Math.Min(StatementsMax, statements - from), statement))),
    ];

    public static PolicyDocument[] ReadAll(int statements) => ReadAll(statements, OfTenant);

    public static string Tenant(int number) => string.Create(CultureInfo.InvariantCulture, $"tenant-{number:D6}");

    public static PolicyDocument Read(string text) =>
        PolicyReader.Read(text, PolicyKind.Managed, AsStored).Document
        ?? throw new InvalidDataException("The benchmark's own document is no policy.");

    public static CompiledPolicy[] Compile(PolicyDocument[] documents) =>
        Array.ConvertAll(documents, document => new CompiledPolicy("benchmark", document));

    public static ApplicablePolicies Identity(params PolicyDocument[] documents) =>
        new() { Identity = new PolicySet(Compile(documents)) };

    private static string OfTenant(string tenant) => $$"""
        {
          "Effect": "Allow",
          "Action": ["docs:Get*", "docs:List"],
          "Resource": "arn:aws:docs:::{{tenant}}/*",
          "Condition": { "StringEquals": { "aws:PrincipalTag/team": ["red", "blue"] } }
        }
        """;

    private static string Text(int from, int count, Func<string, string> statement) =>
        $$"""
        {"Version":"2012-10-17",
         "Statement":[{{string.Join(',', Enumerable.Range(from, count).Select(Tenant).Select(statement))}}]}
        """;
}

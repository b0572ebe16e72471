using System.Globalization;
using System.Text;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Suites;

/// <summary>Documents of any size: each statement on its own tenant, with a condition.</summary>
internal static class Documents
{
    private static readonly PolicyReadOptions AsStored = new() { Gate = PolicyGate.Stored, Quotas = null };

    public static string Text(int statements)
    {
        var text = new StringBuilder("""{"Version":"2012-10-17","Statement":[""");
        for (int i = 0; i < statements; i++)
        {
            text.Append(i == 0 ? string.Empty : ",").Append(CultureInfo.InvariantCulture, $$"""
                {
                  "Effect": "Allow",
                  "Action": ["docs:Get*", "docs:List"],
                  "Resource": "arn:aws:docs:::tenant-{{i:D6}}/*",
                  "Condition": { "StringEquals": { "aws:PrincipalTag/team": ["red", "blue"] } }
                }
                """);
        }

        return text.Append("]}").ToString();
    }

    public static PolicyDocument Read(string text) =>
        PolicyReader.Read(text, PolicyKind.Managed, AsStored).Document
        ?? throw new InvalidDataException("The benchmark's own document is no policy.");

    public static ApplicablePolicies Identity(PolicyDocument document) =>
        new() { Identity = new PolicySet([new CompiledPolicy("benchmark", document)]) };
}

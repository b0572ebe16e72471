using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>What one reading of all policy files gave.</summary>
internal sealed class PolicyFileReading
{
    public required IReadOnlyList<PolicyFile> Files { get; init; }

    /// <summary>What the files say; complete only when none has an error.</summary>
    public required IReadOnlyCollection<IamEntity> Entities { get; init; }

    public required ImmutableArray<PolicyFileFinding> Findings { get; init; }

    /// <summary>Whether no file has an error.</summary>
    public bool IsRight => Findings.All(finding => finding.Severity != PolicyFindingSeverity.Error);

    /// <summary>The accounts that have files.</summary>
    public IReadOnlyList<string> AccountIds =>
    [
        .. Files.Select(file => file.Segments[0])
            .Where(segment => IamRules.ProblemOfAccountId(segment) is null)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    public static async Task<PolicyFileReading> ReadAsync(
        PolicyFileFolder folder, IamOptions iam, BuiltInPolicies builtIn, CancellationToken cancellationToken)
    {
        var findings = new List<PolicyFileFinding>();
        IReadOnlyList<PolicyFile> files = await folder.ReadAsync(findings, cancellationToken);
        var reading = new PolicyReadOptions
        {
            Partition = iam.Partition,
            KnownActions = iam.Actions.Count == 0 ? null : [.. iam.Actions],
            IgnoresOtherServices = true,
        };
        IReadOnlyCollection<IamEntity> entities = PolicyFileParser.Parse(files, reading, findings, builtIn.All);
        return new PolicyFileReading { Files = files, Entities = entities, Findings = [.. findings] };
    }
}

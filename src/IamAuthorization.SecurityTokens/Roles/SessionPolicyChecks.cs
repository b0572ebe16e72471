using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>Session policies, inline and managed, as the request has them (sts §2, policy-language §9.1).</summary>
internal sealed class SessionPolicyChecks(AssumeRoleRequest request, Arn roleArn)
{
    public const int PlainTextLengthMax = 2_048;
    public const int PolicyArnsMax = 10;

    private const string LibraryAccount = "aws";

    private readonly ImmutableArray<string> _arns = request.PolicyArns.IsDefault ? [] : request.PolicyArns;

    /// <summary>The document once it is checked, or null when none was passed.</summary>
    public PolicyDocument? Policy { get; private set; }

    /// <summary>The ARNs once they are checked.</summary>
    public ImmutableArray<Arn> Arns { get; private set; } = [];

    public SecurityTokenError? Check()
    {
        if (_arns.Length > PolicyArnsMax)
        {
            return AssumeRoleErrors.TooMany("policyArns", PolicyArnsMax);
        }

        return CheckLength() ?? CheckArns() ?? CheckPolicy();
    }

    private SecurityTokenError? CheckLength()
    {
        if (request.Policy is "")
        {
            return AssumeRoleErrors.Constraint("policy", "Member must have length greater than or equal to 1");
        }

        if (request.Policy?.Length > PlainTextLengthMax)
        {
            return AssumeRoleErrors.TooMany("policy", PlainTextLengthMax);
        }

        long together = (request.Policy?.Length ?? 0) + _arns.Sum(arn => (long)(arn?.Length ?? 0));
        return together <= PlainTextLengthMax
            ? null
            : AssumeRoleErrors.Constraint(
                "policyArns",
                $"Policy and policy ARNs have {together} characters together and must have less than or equal to "
                    + $"{PlainTextLengthMax}");
    }

    private SecurityTokenError? CheckArns()
    {
        var arns = ImmutableArray.CreateBuilder<Arn>(_arns.Length);
        foreach (string? text in _arns)
        {
            if (!IsOfRolesAccount(text, out Arn arn))
            {
                return AssumeRoleErrors.InvalidArn(
                    text,
                    "the ARN of a managed policy of the role's account, "
                        + $"`arn:{roleArn.Partition}:iam::{roleArn.Account}:policy/[path/]NAME`");
            }

            arns.Add(arn);
        }

        Arns = arns.MoveToImmutable();
        return null;
    }

    private bool IsOfRolesAccount(string? text, out Arn arn) =>
        Arn.TryParse(text, out arn)
        && arn.Service is "iam"
        && arn.Region.IsEmpty
        && arn.Partition.SequenceEqual(roleArn.Partition)
        && (arn.Account.SequenceEqual(roleArn.Account) || arn.Account is LibraryAccount)
        && arn.Resource.StartsWith("policy/")
        && IamRules.ProblemOfPath(IamNameKind.Policy, IamArn.PathOf(arn)) is null
        && IamRules.ProblemOfName(IamNameKind.Policy, IamArn.NameOf(arn)) is null;

    private SecurityTokenError? CheckPolicy()
    {
        if (request.Policy is null)
        {
            return null;
        }

        PolicyReadResult result = PolicyReader.Read(
            request.Policy,
            PolicyKind.Session,
            new PolicyReadOptions { IsApiParameter = true, Partition = roleArn.Partition.ToString() });
        Policy = result.Document;
        return Policy is null ? Malformed(result) : null;
    }

    private static SecurityTokenError Malformed(PolicyReadResult result)
    {
        PolicyFinding? found = result.Findings.FirstOrDefault(
            finding => finding.Severity == PolicyFindingSeverity.Error);
        string place = found is null
            ? string.Empty
            : $" policy({found.Position.Line},{found.Position.Column}): {found.Message}";
        string problem = result.Error!.Message.Replace("'policyDocument'", "'policy'", StringComparison.Ordinal);
        return new SecurityTokenError(
            AssumeRoleErrors.MalformedPolicyDocument, LogText.Of($"{problem}{place}"));
    }
}

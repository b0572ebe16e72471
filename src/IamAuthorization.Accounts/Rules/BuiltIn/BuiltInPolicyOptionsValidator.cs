using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Checks <see cref="BuiltInPolicyOptions"/> at start-up: every policy must have a name and be one.</summary>
internal sealed class BuiltInPolicyOptionsValidator : IValidateOptions<BuiltInPolicyOptions>
{
    public ValidateOptionsResult Validate(string? name, BuiltInPolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. options.Policies.SelectMany(policy => ProblemsOf(policy.Key, policy.Value))];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(string pathAndName, string text)
    {
        int slash = pathAndName.LastIndexOf('/');
        string path = slash < 0 ? "/" : $"/{pathAndName[..(slash + 1)]}";
        string? problem = IamRules.ProblemOfPath(IamNameKind.Policy, path)
            ?? IamRules.ProblemOfName(IamNameKind.Policy, pathAndName[(slash + 1)..]);
        if (problem is not null)
        {
            yield return $"BuiltInPolicies has `{LogText.Of(pathAndName)}`: {problem}.";
        }

        PolicyReadResult result = PolicyReader.Read(text, PolicyKind.Managed, BuiltInPolicies.ReadingIn("aws"));
        foreach (PolicyFinding finding in result.Findings.Where(
            finding => finding.Severity == PolicyFindingSeverity.Error))
        {
            yield return $"BuiltInPolicies: `{LogText.Of(pathAndName)}` ({finding.Position.Line},"
                + $"{finding.Position.Column}) {finding.Message}";
        }
    }
}

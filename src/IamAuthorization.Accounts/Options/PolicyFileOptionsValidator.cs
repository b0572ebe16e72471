using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Checks <see cref="PolicyFileOptions"/> at start-up.</summary>
internal sealed class PolicyFileOptionsValidator : IValidateOptions<PolicyFileOptions>
{
    public ValidateOptionsResult Validate(string? name, PolicyFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. ProblemsOf(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(PolicyFileOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            yield return "PolicyFiles:Path is empty: name a folder, for example `iam/`.";
        }

        (TimeSpan min, TimeSpan max) = PolicyFileOptions.ReloadDelayRange;
        if (options.ReloadDelay < min || options.ReloadDelay > max)
        {
            yield return $"PolicyFiles:ReloadDelay is `{options.ReloadDelay}`: write {min} to {max}.";
        }

        if (!Enum.IsDefined(options.Scope))
        {
            yield return $"PolicyFiles:Scope is `{options.Scope}`: write `{nameof(PolicyFileScope.OwnEntities)}` or "
                + $"`{nameof(PolicyFileScope.WholeAccount)}`.";
        }
    }
}

using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Checks <see cref="IamLastUsedOptions"/> at start-up.</summary>
internal sealed class IamLastUsedOptionsValidator : IValidateOptions<IamLastUsedOptions>
{
    public ValidateOptionsResult Validate(string? name, IamLastUsedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. Problems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(IamLastUsedOptions options)
    {
        (TimeSpan min, TimeSpan max) = IamLastUsedOptions.WriteIntervalRange;
        if (options.WriteInterval < min || options.WriteInterval > max)
        {
            yield return $"LastUsed:WriteInterval is `{options.WriteInterval}`: write {min} to {max}.";
        }

        (int fewest, int most) = IamLastUsedOptions.PendingMaxRange;
        if (options.PendingMax < fewest || options.PendingMax > most)
        {
            yield return $"LastUsed:PendingMax is `{options.PendingMax}`: write {fewest} to {most}.";
        }
    }
}

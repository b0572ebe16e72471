using Microsoft.Extensions.Options;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Checks <see cref="IamStoreOptions"/> at start-up; messages name key, value and allowed range.</summary>
internal sealed class IamStoreOptionsValidator : IValidateOptions<IamStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, IamStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems =
        [
            .. Problems(nameof(IamStoreOptions.MaxStaleness), options.MaxStaleness, IamStoreOptions.MaxStalenessRange),
            .. Problems(nameof(IamStoreOptions.PollInterval), options.PollInterval, IamStoreOptions.PollIntervalRange),
            .. Problems(
                nameof(IamStoreOptions.HistoryRetention),
                options.HistoryRetention,
                IamStoreOptions.HistoryRetentionRange),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(string key, TimeSpan value, (TimeSpan Min, TimeSpan Max) range)
    {
        if (value < range.Min || value > range.Max)
        {
            yield return $"IamStore:{key} is `{value}`: write {range.Min} to {range.Max}.";
        }
    }
}

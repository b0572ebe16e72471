using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Checks <see cref="PolicyFileOptions"/> at start-up.</summary>
internal sealed class PolicyFileOptionsValidator : IValidateOptions<PolicyFileOptions>
{
    public ValidateOptionsResult Validate(string? name, PolicyFileOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrWhiteSpace(options.Path))
        {
            return ValidateOptionsResult.Fail("PolicyFiles:Path is empty: name a folder, for example `iam/`.");
        }

        (TimeSpan min, TimeSpan max) = PolicyFileOptions.ReloadDelayRange;
        return options.ReloadDelay >= min && options.ReloadDelay <= max
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"PolicyFiles:ReloadDelay is `{options.ReloadDelay}`: write {min} to {max}.");
    }
}

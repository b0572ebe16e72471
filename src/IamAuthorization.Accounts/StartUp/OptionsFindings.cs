using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Options out of range, one finding a failure.</summary>
internal static class OptionsFindings
{
    public static IEnumerable<IamStartupFinding> Of(OptionsValidationException exception) =>
        exception.Failures.Select(failure => StartupCheckIds.Finding(
            StartupCheckIds.Options, failure, "Set the option to what the line above allows."));

    public static IEnumerable<IamStartupFinding> Of(Type options, Exception exception) =>
    [
        StartupCheckIds.Finding(
            StartupCheckIds.Options,
            $"{options.Name} cannot be made: {exception.GetType().Name}: {LogText.Of(exception.Message)}",
            "Correct what configures them."),
    ];
}

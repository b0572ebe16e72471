using System.Buffers;
using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Checks <see cref="IamOptions"/> at start-up; every message names key, value and allowed form.</summary>
internal sealed class IamOptionsValidator : IValidateOptions<IamOptions>
{
    private const int LengthMax = 63;

    private static readonly SearchValues<char> LabelCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    // WHY: keys and actions under these prefixes are the library's own (C-43); an app there could forge them.
    private static readonly string[] ReservedServices = ["aws", "iam", "sts"];

    public ValidateOptionsResult Validate(string? name, IamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. ProblemsOf(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(IamOptions options)
    {
        const string LabelForm = "lower-case ASCII letters, digits and hyphens";
        if (!IsLabel(options.Service))
        {
            yield return Problem(
                nameof(IamOptions.Service), options.Service, $"1 to {LengthMax} {LabelForm}, for example `orders`");
        }
        else if (ReservedServices.Contains(options.Service, StringComparer.Ordinal))
        {
            yield return Problem(
                nameof(IamOptions.Service), options.Service, "a prefix of the app's own, not `aws`, `iam` or `sts`");
        }

        if (!IsLabel(options.Partition))
        {
            yield return Problem(
                nameof(IamOptions.Partition), options.Partition, $"1 to {LengthMax} {LabelForm}, for example `aws`");
        }

        if (options.Region is not "" && !IsLabel(options.Region))
        {
            yield return Problem(
                nameof(IamOptions.Region),
                options.Region,
                $"empty, or 1 to {LengthMax} {LabelForm}, for example `eu-west-1`");
        }

        if (!IamPrincipal.IsAccountId(options.AccountId))
        {
            yield return Problem(
                nameof(IamOptions.AccountId), options.AccountId, "12 digits, for example `111122223333`");
        }

        foreach (string action in options.Actions.Where(action => !ActionName.TryParse(action, out _)))
        {
            yield return Problem(nameof(IamOptions.Actions), action, "`service:Name`, for example `orders:GetOrder`");
        }
    }

    private static bool IsLabel(string? text) =>
        text is { Length: >= 1 and <= LengthMax } && !text.AsSpan().ContainsAnyExcept(LabelCharacters);

    private static string Problem(string key, string? value, string form) =>
        $"Iam:{key} is `{LogText.Of(value ?? string.Empty)}`: write {form}.";
}

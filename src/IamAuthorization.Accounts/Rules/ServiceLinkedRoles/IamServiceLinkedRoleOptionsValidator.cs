using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Checks <see cref="IamServiceLinkedRoleOptions"/> at start-up.</summary>
internal sealed class IamServiceLinkedRoleOptionsValidator : IValidateOptions<IamServiceLinkedRoleOptions>
{
    /// <summary>How much of a role's name is left for a suffix.</summary>
    private const int NameLengthMax = 48;

    public ValidateOptionsResult Validate(string? name, IamServiceLinkedRoleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems =
        [
            .. options.Services.SelectMany(role => ProblemsOf(role.Key, role.Value)),
            .. options.Services
                .GroupBy(role => role.Value.Name, StringComparer.OrdinalIgnoreCase)
                .Where(ofOne => ofOne.Count() > 1)
                .Select(ofOne =>
                    $"ServiceLinkedRoles has the name `{LogText.Of(ofOne.Key)}` for more than one service."),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemsOf(string service, ServiceLinkedRole role)
    {
        string shown = LogText.Of(service);
        bool isService = service.Contains('.', StringComparison.Ordinal)
            && service.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character)
                || character is '.' or '-');
        if (!isService)
        {
            yield return $"ServiceLinkedRoles has the service `{shown}`: write lower-case letters, digits, dots and "
                + "hyphens, for example `reports.orders.example`.";
        }

        if (role.Name.Length is 0 or > NameLengthMax || !IamRules.HasNameCharactersOnly(role.Name))
        {
            yield return $"ServiceLinkedRoles:{shown}:Name is `{LogText.Of(role.Name)}`: write 1 to {NameLengthMax} "
                + "letters, digits and _+=,.@-, for example `Reports`.";
        }
    }
}

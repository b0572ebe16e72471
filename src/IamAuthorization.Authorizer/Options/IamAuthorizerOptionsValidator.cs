using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer;

/// <summary>Checks <see cref="IamAuthorizerOptions"/> at start-up.</summary>
internal sealed class IamAuthorizerOptionsValidator : IValidateOptions<IamAuthorizerOptions>
{
    public ValidateOptionsResult Validate(string? name, IamAuthorizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems =
        [
            .. ProblemOf(nameof(options.CachedPrincipalsMax), options.CachedPrincipalsMax),
            .. ProblemOf(nameof(options.DecisionLogLength), options.DecisionLogLength),
            .. ProblemOf(nameof(options.StoreTimeout), options.StoreTimeout),
            .. ProblemOf(nameof(options.ProviderTimeout), options.ProviderTimeout),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> ProblemOf(string key, int value) =>
        value is >= 1 and <= IamAuthorizerOptions.EntriesMax
            ? []
            : [$"Iam:Authorizer:{key} is {value}: write 1 to {IamAuthorizerOptions.EntriesMax}."];

    private static IEnumerable<string> ProblemOf(string key, TimeSpan value) =>
        value > TimeSpan.Zero && value <= IamAuthorizerOptions.TimeoutMax
            ? []
            : [$"Iam:Authorizer:{key} is {value}: write more than 0 and at most {IamAuthorizerOptions.TimeoutMax}."];
}

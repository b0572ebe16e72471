using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Makes the options, which validates them.</summary>
internal sealed class OptionsCheck<TOptions>(IOptions<TOptions> options) : OptionsCheck
    where TOptions : class
{
    public override IEnumerable<IamStartupFinding> Find()
    {
        try
        {
            _ = options.Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return OptionsFindings.Of(exception);
        }
        catch (Exception exception)
        {
            // WHY any: configuring and binding run the app's code; whatever it throws, there are no options.
            return OptionsFindings.Of(typeof(TOptions), exception);
        }
    }
}

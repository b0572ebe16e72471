using IamAuthorization.Accounts;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Makes the web's options wherever <see cref="IamOptions"/> are asked for, so that one set of options, configured
/// once, serves every floor of the library.
/// </summary>
internal sealed class IamAuthorizationOptionsFactory(
    IEnumerable<IConfigureOptions<IamOptions>> setups,
    IEnumerable<IPostConfigureOptions<IamOptions>> postConfigures,
    IEnumerable<IValidateOptions<IamOptions>> validations)
    : OptionsFactory<IamOptions>(setups, postConfigures, validations)
{
    protected override IamOptions CreateInstance(string name) => new IamAuthorizationOptions();
}

namespace IamAuthorization.Accounts;

/// <summary>
/// Tells whether options can be used. These checks come first: others read the options.
/// </summary>
internal abstract class OptionsCheck
{
    public abstract IEnumerable<IamStartupFinding> Find();
}

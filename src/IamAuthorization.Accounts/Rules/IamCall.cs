using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// In which account something is asked, and by whom. Whatever belongs to another account does not exist for the call.
/// </summary>
public sealed record IamCall
{
    /// <summary>Makes a call.</summary>
    /// <param name="accountId">The account, 12 digits.</param>
    /// <param name="origin">Who asks, for the change log; <see langword="null"/> for the app itself.</param>
    /// <exception cref="ArgumentException">The account id is not 12 digits.</exception>
    public IamCall(string accountId, IamChangeOrigin? origin = null)
    {
        if (!IamPrincipal.IsAccountId(accountId))
        {
            throw new ArgumentException("An account id is 12 digits.", nameof(accountId));
        }

        AccountId = accountId;
        Origin = origin ?? IamChangeOrigin.App;
    }

    /// <summary>The account, 12 digits.</summary>
    public string AccountId { get; }

    /// <summary>Who asks, and from where.</summary>
    public IamChangeOrigin Origin { get; }
}

namespace IamAuthorization.Accounts;

/// <summary>What a password that somebody signs in with is good for.</summary>
public enum PasswordStatus
{
    /// <summary>It is not the user's, or there is no such user, or the user has none.</summary>
    Wrong = 0,

    /// <summary>The user is signed in.</summary>
    Valid,

    /// <summary>It is right, but another must be chosen before anything else: an administrator asked for it.</summary>
    ResetRequired,

    /// <summary>It is right, but too old: another must be chosen before anything else.</summary>
    Expired,

    /// <summary>It is right, but too old, and an administrator must set another.</summary>
    ExpiredForGood,
}

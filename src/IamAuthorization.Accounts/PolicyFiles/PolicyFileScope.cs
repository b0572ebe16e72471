namespace IamAuthorization.Accounts;

/// <summary>What becomes of entities of an account that no policy file describes.</summary>
public enum PolicyFileScope
{
    /// <summary>
    /// They stay, except those that files wrote earlier and no longer have: files and the API can be used side by
    /// side.
    /// </summary>
    OwnEntities = 0,

    /// <summary>They go: the account is what the files say, and nothing else.</summary>
    WholeAccount,
}

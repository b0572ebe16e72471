namespace IamAuthorization.Accounts;

/// <summary>Whose managed policies to list.</summary>
public enum ManagedPolicyScope
{
    /// <summary>Built-in ones and the account's.</summary>
    All = 0,

    /// <summary>Built-in ones.</summary>
    BuiltIn,

    /// <summary>The account's.</summary>
    Local,
}

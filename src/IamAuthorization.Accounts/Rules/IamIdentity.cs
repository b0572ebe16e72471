namespace IamAuthorization.Accounts;

/// <summary>A user, group or role of the caller's account, by its name.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Name">The name without path; case does not count.</param>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/intro-structure.html">How IAM works: terms</see>
/// </remarks>
public sealed record IamIdentity(IamIdentityKind Kind, string Name)
{
    /// <summary>A user.</summary>
    /// <param name="name">The name without path.</param>
    /// <returns>The user.</returns>
    public static IamIdentity User(string name) => new(IamIdentityKind.User, name);

    /// <summary>A group.</summary>
    /// <param name="name">The name without path.</param>
    /// <returns>The group.</returns>
    public static IamIdentity Group(string name) => new(IamIdentityKind.Group, name);

    /// <summary>A role.</summary>
    /// <param name="name">The name without path.</param>
    /// <returns>The role.</returns>
    public static IamIdentity Role(string name) => new(IamIdentityKind.Role, name);

    internal IamEntityKey KeyIn(string accountId) => Kind switch
    {
        IamIdentityKind.User => IamEntityKey.User(accountId, Name),
        IamIdentityKind.Group => IamEntityKey.Group(accountId, Name),
        _ => IamEntityKey.Role(accountId, Name),
    };
}

using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Paths as lists are filtered by them.</summary>
internal static class Paths
{
    /// <summary>Whether the path of an entity begins so; the name is no part of it.</summary>
    public static bool Begins(Arn arn, string prefix) =>
        IamArn.PathOf(arn).StartsWith(prefix, StringComparison.Ordinal);
}

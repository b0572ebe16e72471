namespace IamAuthorization.Accounts;

/// <summary>
/// The order in which stores list keys: by kind, account and normalized name, each by its code units.
/// </summary>
internal sealed class KeyOrder : IComparer<IamEntityKey>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(IamEntityKey x, IamEntityKey y)
    {
        int byKind = x.Kind.CompareTo(y.Kind);
        if (byKind != 0)
        {
            return byKind;
        }

        int byAccount = string.CompareOrdinal(x.AccountId, y.AccountId);
        return byAccount != 0 ? byAccount : string.CompareOrdinal(x.NormalizedName, y.NormalizedName);
    }
}

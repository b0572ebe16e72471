using IamAuthorization.Accounts;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Keys of entities as columns.</summary>
internal static class RowKeys
{
    /// <summary>How many names one query asks for at most.</summary>
    private const int NamesMax = 200;

    public static IamEntityKey Key(this EntityRow row) => Restore(row.Kind, row.AccountId, row.Name);

    public static IamEntityKey Key(this ChangeKeyRow row) => Restore(row.Kind, row.AccountId, row.Name);

    public static IamEntityKey Referrer(this ReferenceRow row) =>
        Restore(row.ReferrerKind, row.ReferrerAccountId, row.ReferrerName);

    public static IamReference ToReference(this ReferenceRow row) => new(
        (IamReferenceKind)row.Reference, Restore(row.TargetKind, row.TargetAccountId, row.TargetNameKey));

    public static IamEntityKey Restore(short kind, string accountId, string name) =>
        IamEntityKey.Restore((IamEntityKind)kind, accountId, name);

    /// <summary>Keys by kind and account, so that one query finds many.</summary>
    public static IEnumerable<(short Kind, string AccountId, string[] NameKeys)> InGroups(
        IEnumerable<IamEntityKey> keys) =>
        from key in keys
        group key.NormalizedName by (key.Kind, key.AccountId) into names
        from chunk in names.Distinct(StringComparer.Ordinal).Chunk(NamesMax)
        select ((short)names.Key.Kind, names.Key.AccountId, chunk);
}

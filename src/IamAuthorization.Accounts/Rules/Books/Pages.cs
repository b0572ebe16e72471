namespace IamAuthorization.Accounts;

/// <summary>Pages of lists that stand whole in one entity.</summary>
internal static class Pages
{
    public static IamPage<T> Of<T>(IEnumerable<T> items, Func<T, string> nameOf, IamPageQuery page)
    {
        Parameters.Check(page);
        T[] rest =
        [
            .. items
                .Where(item => page.After is null || Compare(nameOf(item), page.After) > 0)
                .OrderBy(nameOf, Comparer<string>.Create(Compare)),
        ];
        return rest.Length <= page.CountMax
            ? new IamPage<T>([.. rest], Next: null)
            : new IamPage<T>([.. rest.Take(page.CountMax)], nameOf(rest[page.CountMax - 1]));
    }

    /// <summary>Names that differ in case only, as those of inline policies may, still have an order.</summary>
    private static int Compare(string left, string right)
    {
        int order = string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(left, right);
    }
}

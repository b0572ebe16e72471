namespace IamAuthorization.Accounts;

/// <summary>Makes <see cref="ValueList{T}"/>s from collection expressions.</summary>
public static class ValueList
{
    /// <summary>Makes a list.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items; copied.</param>
    /// <returns>The list.</returns>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}

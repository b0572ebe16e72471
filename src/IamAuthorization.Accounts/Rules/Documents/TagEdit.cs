namespace IamAuthorization.Accounts;

/// <summary>Tags that are set and removed. Keys are equal when they differ in case only.</summary>
internal static class TagEdit
{
    public static ValueList<IamTag> Set(ValueList<IamTag> tags, ValueList<IamTag> added, int max)
    {
        ValueList<IamTag> result =
        [
            .. tags.Where(tag => !added.Any(one => Same(one.Key, tag.Key))),
            .. added,
        ];
        return result.Count <= max
            ? result
            : throw new IamException(
                IamErrorCodes.LimitExceeded, $"The number of tags has reached the maximum limit: {max}");
    }

    public static ValueList<IamTag> Remove(ValueList<IamTag> tags, ValueList<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return [.. tags.Where(tag => !keys.Any(key => Same(key, tag.Key)))];
    }

    private static bool Same(string left, string right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}

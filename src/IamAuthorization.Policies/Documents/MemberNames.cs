namespace IamAuthorization.Policies;

/// <summary>Finds members of one object whose names are equal.</summary>
/// <param name="container">The object.</param>
/// <param name="comparison">What equal means.</param>
internal struct MemberNames(DocumentNode container, StringComparison comparison)
{
    // WHY: up to here, comparing with each earlier name costs less than hashing them, and allocates nothing.
    private const int ComparedMax = 16;

    private Dictionary<string, string>? _names;

    /// <summary>
    /// The name of the first member that is called like this one, or null when this is the first. Members come in
    /// order.
    /// </summary>
    public string? FirstLike(DocumentNode member)
    {
        string name = member.Name!;
        if (container.Children.Count > ComparedMax)
        {
            _names ??= new Dictionary<string, string>(StringComparer.FromComparison(comparison));
            return _names.TryAdd(name, name) ? null : _names[name];
        }

        DocumentTree tree = container.Tree;
        for (int place = container.Place + 1; place < member.Place; place = tree[place].Next)
        {
            if (string.Equals(tree[place].Name, name, comparison))
            {
                return tree[place].Name;
            }
        }

        return null;
    }
}

namespace IamAuthorization.Policies.Reference;

/// <summary>PL-25..PL-31: one entry of Action or NotAction. What is no action matches nothing.</summary>
internal sealed class ActionEntry
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string OfPrefix = Letters + "0123456789-.";
    private const string OfName = Letters + "0123456789-_.*?";

    private readonly bool _isAny;
    private readonly string? _prefix;
    private readonly List<Token> _name = [];

    public ActionEntry(string text)
    {
        _isAny = text is "*" or "*:*";
        string[] parts = text.Split(':');
        bool isAction = parts.Length == 2 && parts.All(part => part.Length > 0)
            && parts[0].All(OfPrefix.Contains) && parts[1].All(OfName.Contains);
        if (isAction)
        {
            _prefix = parts[0];
            _name = Tokens.Of(parts[1].ToUpperInvariant(), hasVariables: false, hasWildcards: true);
        }
    }

    /// <summary>PL-25: prefix and name are both case-insensitive.</summary>
    public bool IsMatch(string action)
    {
        string[] asked = action.Split(':');
        return _isAny
            || (asked[0].Equals(_prefix, StringComparison.OrdinalIgnoreCase)
                && Wildcards.IsMatch(_name, asked[1].ToUpperInvariant()));
    }
}

using System.Text;

namespace IamAuthorization.Policies;

/// <summary>
/// One entry of Action or NotAction. ASCII case does not count (PL-25); an entry of impossible form matches nothing
/// (PL-76).
/// </summary>
internal sealed class ActionPattern
{
    private readonly string? _service;
    private readonly TextPattern? _name;

    /// <summary>Compiles an entry.</summary>
    /// <param name="text">The entry as written.</param>
    public ActionPattern(string text)
    {
        IsAny = text is "*" or "*:*";
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        bool isPossible = colon > 0
            && colon < text.Length - 1
            && !text.AsSpan(0, colon).ContainsAnyExcept(ActionCharacters.OfService)
            && !text.AsSpan(colon + 1).ContainsAnyExcept(ActionCharacters.OfNamePattern);
        if (!IsAny && isPossible)
        {
            _service = text[..colon];
            _name = new TextPattern(
                PatternReader.Read(text[(colon + 1)..], hasVariables: false, hasWildcards: true, out _),
                StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Whether the entry is <c>*</c> and matches every action.</summary>
    public bool IsAny { get; }

    /// <summary>Whether the entry matches the action of the request.</summary>
    public bool Matches(in EvaluationFrame frame)
    {
        ActionName action = frame.Action;
        return IsAny
            || (_name is not null
                && Ascii.EqualsIgnoreCase(action.Service, _service)
                && _name.Matches(action.Name, in frame));
    }
}

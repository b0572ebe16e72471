using System.Text;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// A pattern as a nondeterministic automaton whose set of states is one word: state i means that the first i tokens
/// have matched. Independent of the product's matcher, for patterns of at most 62 tokens.
/// </summary>
internal sealed class GlobAutomaton
{
    private readonly List<Token> _tokens;

    public GlobAutomaton(IEnumerable<Token> tokens)
    {
        _tokens = [.. tokens];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_tokens.Count, 62, nameof(tokens));
    }

    /// <summary>Reads <c>*</c> and <c>?</c> as wildcards and all else as itself.</summary>
    public static GlobAutomaton Of(string pattern) => new(TokensOf(pattern));

    public static IEnumerable<Token> TokensOf(string pattern) =>
        pattern.EnumerateRunes().Select(rune => rune.Value switch
    {
        '*' => Token.AnyRun,
        '?' => Token.AnyOne,
        _ => Token.Of(rune),
    });

    public static IEnumerable<Token> Literally(string text) => text.EnumerateRunes().Select(Token.Of);

    public bool IsMatch(string text)
    {
        ulong states = Closed(1);
        foreach (Rune rune in text.EnumerateRunes())
        {
            ulong next = 0;
            for (int index = 0; index < _tokens.Count; index++)
            {
                bool isActive = (states & (1UL << index)) != 0;
                next |= isActive && _tokens[index] == Token.AnyRun ? 1UL << index : 0;
                next |= isActive && _tokens[index].Takes(rune) ? 1UL << (index + 1) : 0;
            }

            states = Closed(next);
        }

        return (states & (1UL << _tokens.Count)) != 0;
    }

    /// <summary>A <c>*</c> may also match nothing.</summary>
    private ulong Closed(ulong states)
    {
        for (int index = 0; index < _tokens.Count; index++)
        {
            bool isActive = (states & (1UL << index)) != 0;
            states |= isActive && _tokens[index] == Token.AnyRun ? 1UL << (index + 1) : 0;
        }

        return states;
    }

    internal readonly record struct Token(int Scalar)
    {
        public static Token AnyRun => new(-1);

        public static Token AnyOne => new(-2);

        public static Token Of(Rune rune) => new(rune.Value);

        public bool Takes(Rune rune) => this == AnyOne || Scalar == rune.Value;
    }
}

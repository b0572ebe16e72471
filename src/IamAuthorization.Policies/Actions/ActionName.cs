using System.Diagnostics.CodeAnalysis;

namespace IamAuthorization.Policies;

/// <summary>
/// One concrete action of a request, <c>service:Name</c>, for example <c>orders:GetOrder</c>. Never a pattern. Two
/// actions are equal when they differ in ASCII case only.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html">IAM JSON
/// policy elements: Action</see>
/// </remarks>
public readonly struct ActionName : IEquatable<ActionName>
{
    /// <summary>The longest name after the colon, and the longest service prefix, in characters.</summary>
    public const int NameLengthMax = 128;

    /// <summary>The longest action, service, colon and name, in characters.</summary>
    internal const int LengthMax = NameLengthMax + 1 + NameLengthMax;

    private readonly ActionFacts? _facts;

    private ActionName(ActionFacts facts) => _facts = facts;

    /// <summary>The service prefix, for example <c>orders</c>.</summary>
    public ReadOnlySpan<char> Service => _facts is null ? default : _facts.Text.AsSpan(0, _facts.Colon);

    /// <summary>The name after the colon, for example <c>GetOrder</c>.</summary>
    public ReadOnlySpan<char> Name => _facts is null ? default : _facts.Text.AsSpan(_facts.Colon + 1);

    /// <summary>Whether this is <c>default(ActionName)</c>, which names no action.</summary>
    public bool IsEmpty => _facts is null;

    /// <summary>What the engine asks of the action, worked out when it was read; not for the empty one.</summary>
    internal ActionFacts Facts => _facts!;

    /// <summary>Reads a concrete action.</summary>
    /// <param name="text">
    /// <c>service:Name</c>; both 1 to 128 ASCII letters, digits, <c>-</c> and <c>.</c>, the name also <c>_</c>.
    /// </param>
    /// <returns>The action.</returns>
    /// <exception cref="FormatException">
    /// The text is no concrete action, for example because it holds a wildcard; the message says why.
    /// </exception>
    public static ActionName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out ActionName action, out string? problem)
            ? action
            : throw new FormatException($"`{text}` is not an action: {problem}");
    }

    /// <summary>Reads a concrete action.</summary>
    /// <param name="text">The text; <see langword="null"/> is no action.</param>
    /// <param name="action">The action, or the empty one when the answer is <see langword="false"/>.</param>
    /// <returns>Whether the text is a concrete action.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out ActionName action) =>
        TryParse(text, out action, out _);

    /// <summary>Reads a concrete action and says what is wrong with anything else.</summary>
    /// <param name="text">The text; <see langword="null"/> is no action.</param>
    /// <param name="action">The action, or the empty one when the answer is <see langword="false"/>.</param>
    /// <param name="problem">What is wrong, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a concrete action.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        out ActionName action,
        [NotNullWhen(false)] out string? problem)
    {
        action = default;
        int colon = text is null ? -1 : text.IndexOf(':', StringComparison.Ordinal);
        problem = colon < 0 ? "it has no colon between service and name" : ProblemOf(text!, colon);
        if (problem is not null)
        {
            return false;
        }

        action = new ActionName(new ActionFacts(text!, colon));
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ActionName other) =>
        ReferenceEquals(_facts, other._facts)
        || (_facts is not null && other._facts is not null && _facts.IsSame(other._facts));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ActionName other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _facts is null ? 0 : _facts.Hash;

    /// <summary>The action as it was written.</summary>
    /// <returns>The text, or empty.</returns>
    public override string ToString() => _facts is null ? string.Empty : _facts.Text;

    /// <summary>Whether both name the same action.</summary>
    /// <param name="left">One action.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ActionName left, ActionName right) => left.Equals(right);

    /// <summary>Whether they name different actions.</summary>
    /// <param name="left">One action.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ActionName left, ActionName right) => !left.Equals(right);

    private static string? ProblemOf(string text, int colon)
    {
        ReadOnlySpan<char> service = text.AsSpan(0, colon);
        ReadOnlySpan<char> name = text.AsSpan(colon + 1);
        if (text.AsSpan().ContainsAny('*', '?'))
        {
            return "a request names one concrete action, without `*` or `?`";
        }

        if (service.IsEmpty || name.IsEmpty)
        {
            return "service and name must not be empty";
        }

        if (service.Length > NameLengthMax || name.Length > NameLengthMax)
        {
            return $"service and name have at most {NameLengthMax} characters each";
        }

        if (name.Contains(':'))
        {
            return "it has more than one colon";
        }

        bool isPlain = !service.ContainsAnyExcept(ActionCharacters.OfService)
            && !name.ContainsAnyExcept(ActionCharacters.OfName);
        return isPlain ? null : "it may hold only ASCII letters, digits, `-`, `.` and, in the name, `_`";
    }
}

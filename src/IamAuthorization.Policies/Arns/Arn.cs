using System.Diagnostics.CodeAnalysis;

namespace IamAuthorization.Policies;

/// <summary>
/// The Amazon Resource Name of one concrete thing: <c>arn:partition:service:region:account:resource</c>. An ARN is
/// text, never a pattern: a <c>*</c> in it is an ordinary character. Comparison is ordinal and case-sensitive.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Amazon Resource Names (ARNs)</see>
/// </remarks>
public readonly struct Arn : IEquatable<Arn>
{
    /// <summary>The longest ARN accepted, in UTF-16 code units: long enough for any catch-all route value.</summary>
    public const int LengthMax = 65_536;

    private readonly string? _text;
    // INVARIANT: a colon stands at LengthMax - 1 at the latest, which sixteen bits hold.
    private readonly ushort _partitionEnd;
    private readonly ushort _serviceEnd;
    private readonly ushort _regionEnd;
    private readonly ushort _accountEnd;

    private Arn(string text, int partitionEnd, int serviceEnd, int regionEnd, int accountEnd)
    {
        _text = text;
        _partitionEnd = (ushort)partitionEnd;
        _serviceEnd = (ushort)serviceEnd;
        _regionEnd = (ushort)regionEnd;
        _accountEnd = (ushort)accountEnd;
    }

    /// <summary>
    /// The resource of a request that names no specific resource, written <c>*</c>. Only the policy entry <c>"*"</c>
    /// matches it. It is also the value of <c>default(Arn)</c>.
    /// </summary>
    public static Arn Any => default;

    /// <summary>Whether this is <see cref="Any"/>.</summary>
    public bool IsAny => _text is null;

    /// <summary>The partition, for example <c>aws</c>; empty for <see cref="Any"/>.</summary>
    public ReadOnlySpan<char> Partition => Part(Prefix.Length, _partitionEnd);

    /// <summary>The service, for example <c>orders</c>; empty for <see cref="Any"/>.</summary>
    public ReadOnlySpan<char> Service => Part(_partitionEnd + 1, _serviceEnd);

    /// <summary>The region, or empty.</summary>
    public ReadOnlySpan<char> Region => Part(_serviceEnd + 1, _regionEnd);

    /// <summary>
    /// The account segment, or empty. It is text of the ARN and does not decide who owns the resource.
    /// </summary>
    public ReadOnlySpan<char> Account => Part(_regionEnd + 1, _accountEnd);

    /// <summary>All after the fifth colon, colons and slashes included; <c>*</c> for <see cref="Any"/>.</summary>
    public ReadOnlySpan<char> Resource => _text is null ? "*" : _text.AsSpan(_accountEnd + 1);

    private static ReadOnlySpan<char> Prefix => "arn:";

    /// <summary>Reads an ARN of six parts, or <c>*</c>.</summary>
    /// <param name="text">The text, at most <see cref="LengthMax"/> characters.</param>
    /// <returns>The ARN.</returns>
    /// <exception cref="FormatException">The text is no ARN; the message says what is missing.</exception>
    public static Arn Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out Arn arn, out string? problem)
            ? arn
            : throw new FormatException($"`{Shown(text)}` is not an ARN: {problem}");
    }

    /// <summary>Reads an ARN of six parts, or <c>*</c>.</summary>
    /// <param name="text">The text; <see langword="null"/> is no ARN.</param>
    /// <param name="arn">The ARN, or <see cref="Any"/> when the answer is <see langword="false"/>.</param>
    /// <returns>Whether the text is an ARN.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Arn arn) => TryParse(text, out arn, out _);

    /// <summary>Reads an ARN of six parts, or <c>*</c>, and says what is wrong with anything else.</summary>
    /// <param name="text">The text; <see langword="null"/> is no ARN.</param>
    /// <param name="arn">The ARN, or <see cref="Any"/> when the answer is <see langword="false"/>.</param>
    /// <param name="problem">What is wrong, or <see langword="null"/>.</param>
    /// <returns>Whether the text is an ARN.</returns>
    public static bool TryParse(
        [NotNullWhen(true)] string? text,
        out Arn arn,
        [NotNullWhen(false)] out string? problem)
    {
        arn = default;
        problem = null;
        if (text is "*")
        {
            return true;
        }

        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            problem = "it does not begin with `arn:`";
            return false;
        }

        if (text.Length > LengthMax)
        {
            problem = $"it is longer than {LengthMax} characters";
            return false;
        }

        int partitionEnd = text.IndexOf(':', Prefix.Length);
        int serviceEnd = Next(text, partitionEnd);
        int regionEnd = Next(text, serviceEnd);
        int accountEnd = Next(text, regionEnd);
        if (accountEnd < 0)
        {
            problem = "it has fewer than the six parts `arn:partition:service:region:account:resource`";
            return false;
        }

        if (partitionEnd == Prefix.Length || serviceEnd == partitionEnd + 1)
        {
            problem = "its partition and service must not be empty";
            return false;
        }

        if (FirstControl(text) is var control and >= 0)
        {
            problem = $"it holds the control character U+{(int)text[control]:X4}";
            return false;
        }

        arn = new Arn(text, partitionEnd, serviceEnd, regionEnd, accountEnd);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(Arn other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Arn other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    /// <summary>The whole ARN as text.</summary>
    /// <returns>The text that was parsed, or <c>*</c>.</returns>
    public override string ToString() => _text ?? "*";

    /// <summary>Whether both are the same text.</summary>
    /// <param name="left">One ARN.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Arn left, Arn right) => left.Equals(right);

    /// <summary>Whether the texts differ.</summary>
    /// <param name="left">One ARN.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Arn left, Arn right) => !left.Equals(right);

    /// <summary>The text; empty for <see cref="Any"/>, which no pattern but <c>*</c> matches.</summary>
    internal ReadOnlySpan<char> Text => _text;

    /// <summary>The six parts, for segment-wise matching; not for <see cref="Any"/>.</summary>
    internal ArnParts Parts => new(_text, _partitionEnd, _serviceEnd, _regionEnd, _accountEnd);

    private static int Next(string text, int colon) => colon < 0 ? -1 : text.IndexOf(':', colon + 1);

    private static int FirstControl(string text) =>
        text.AsSpan().IndexOfAnyInRange('\u0000', '\u001F') is var low and >= 0
            ? low
            : text.AsSpan().IndexOfAnyInRange('\u007F', '\u009F');

    private static string Shown(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");

    private ReadOnlySpan<char> Part(int start, int end) => _text is null ? default : _text.AsSpan(start, end - start);
}

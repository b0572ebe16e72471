namespace IamAuthorization.AspNetCore;

/// <summary>How the values of one type are spelled.</summary>
/// <param name="OfText">
/// From a text to the spelling of its value, or to <see langword="null"/> when it is no value of the type.
/// </param>
/// <param name="OfValue">From a value of the type to its spelling.</param>
internal sealed record ValueSpelling(Func<string, string?> OfText, Func<object, string> OfValue)
{
    public static ValueSpelling Of<T>(Func<string, T?> parse, Func<T, string> spell)
        where T : struct =>
        new(text => parse(text) is { } value ? spell(value) : null, value => spell((T)value));
}

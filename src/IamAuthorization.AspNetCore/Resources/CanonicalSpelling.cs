using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The one text of a value. Of all texts that parse to a value, only this one may stand for it in an ARN: a policy
/// names one spelling, and a handler acts on the value (threat H1).
/// </summary>
internal static class CanonicalSpelling
{
    private const string TryParse = nameof(TryParse);
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const string DecimalFormat = "0.############################";

    private const DateTimeStyles Universal = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>
    /// Types of which one value has several invariant texts, or one that no route can carry. Zero has a sign, decimals
    /// keep their trailing zeros, dates have slashes.
    /// </summary>
    private static readonly FrozenDictionary<Type, Func<string, string?>> OfType =
        new Dictionary<Type, Func<string, string?>>
        {
            [typeof(decimal)] = text => decimal.TryParse(text, NumberStyles.Number, Invariant, out decimal value)
                ? (value == 0 ? 0 : value).ToString(DecimalFormat, Invariant)
                : null,
            [typeof(double)] = text => double.TryParse(text, Invariant, out double value)
                ? (value == 0 ? 0 : value).ToString(Invariant)
                : null,
            [typeof(float)] = text => float.TryParse(text, Invariant, out float value)
                ? (value == 0 ? 0 : value).ToString(Invariant)
                : null,
            [typeof(Half)] = text => Half.TryParse(text, Invariant, out Half value)
                ? (value == Half.Zero ? Half.Zero : value).ToString(Invariant)
                : null,
            [typeof(DateTime)] = text => DateTime.TryParse(text, Invariant, Universal, out DateTime value)
                ? value.ToString(InstantFormat, Invariant)
                : null,
            [typeof(DateTimeOffset)] = text =>
                DateTimeOffset.TryParse(text, Invariant, Universal, out DateTimeOffset value)
                    ? value.ToString(InstantFormat, Invariant)
                    : null,
            [typeof(DateOnly)] = text => DateOnly.TryParse(text, Invariant, out DateOnly value)
                ? value.ToString("yyyy-MM-dd", Invariant)
                : null,
            [typeof(TimeOnly)] = text => TimeOnly.TryParse(text, Invariant, out TimeOnly value)
                ? value.ToString("HH:mm:ss.FFFFFFF", Invariant)
                : null,
        }.ToFrozenDictionary();

    /// <summary>How the values of a type are spelled.</summary>
    /// <returns>
    /// From a text to the spelling of its value, or to <see langword="null"/> when it is no value of the type;
    /// <see langword="null"/> when the type does not say how its values are spelled.
    /// </returns>
    public static Func<string, string?>? Of(Type type)
    {
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        if (OfType.TryGetValue(value, out Func<string, string?>? known))
        {
            return known;
        }

        if (value.IsEnum)
        {
            return text => Enum.TryParse(value, text, ignoreCase: true, out object? member) ? member.ToString() : null;
        }

        return ParserOf(value) is { } parser ? text => Spell(parser, text) : null;
    }

    /// <summary>
    /// The type's public <c>TryParse</c>, as minimal APIs find it: with the format provider where there is one.
    /// </summary>
    public static MethodInfo? ParserOf(Type type) =>
        Parser(type, [typeof(string), typeof(IFormatProvider), type.MakeByRefType()])
        ?? Parser(type, [typeof(string), type.MakeByRefType()])
        ?? OfInterface(type);

    private static MethodInfo? Parser(Type type, Type[] parameters)
    {
        MethodInfo? found = type.GetMethod(TryParse, BindingFlags.Public | BindingFlags.Static, parameters);
        return found?.ReturnType == typeof(bool) ? found : null;
    }

    /// <summary>The <c>TryParse</c> of a type that implements <see cref="IParsable{TSelf}"/> explicitly.</summary>
    private static MethodInfo? OfInterface(Type type)
    {
        bool isParsable = type.GetInterfaces().Any(candidate =>
            candidate.IsGenericType
            && candidate.GetGenericTypeDefinition() == typeof(IParsable<>)
            && candidate.GenericTypeArguments[0] == type);
        return isParsable
            ? typeof(CanonicalSpelling).GetMethod(nameof(TryParseOf), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type)
            : null;
    }

    private static bool TryParseOf<T>(string text, IFormatProvider provider, out T? value)
        where T : IParsable<T> => T.TryParse(text, provider, out value);

    private static string? Spell(MethodInfo parser, string text)
    {
        object?[] arguments = parser.GetParameters().Length == 2 ? [text, null] : [text, Invariant, null];
        bool isValue = parser.Invoke(obj: null, arguments) is true;
        return isValue ? Convert.ToString(arguments[^1], Invariant) : null;
    }
}

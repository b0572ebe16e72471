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
    private static readonly FrozenDictionary<Type, ValueSpelling> OfType =
        new Dictionary<Type, ValueSpelling>
        {
            [typeof(decimal)] = ValueSpelling.Of<decimal>(
                text => decimal.TryParse(text, NumberStyles.Number, Invariant, out decimal value) ? value : null,
                value => (value == 0 ? 0 : value).ToString(DecimalFormat, Invariant)),
            [typeof(double)] = ValueSpelling.Of<double>(
                text => double.TryParse(text, Invariant, out double value) ? value : null,
                value => (value == 0 ? 0 : value).ToString(Invariant)),
            [typeof(float)] = ValueSpelling.Of<float>(
                text => float.TryParse(text, Invariant, out float value) ? value : null,
                value => (value == 0 ? 0 : value).ToString(Invariant)),
            [typeof(Half)] = ValueSpelling.Of<Half>(
                text => Half.TryParse(text, Invariant, out Half value) ? value : null,
                value => (value == Half.Zero ? Half.Zero : value).ToString(Invariant)),
            [typeof(DateTime)] = ValueSpelling.Of<DateTime>(
                text => DateTime.TryParse(text, Invariant, Universal, out DateTime value) ? value : null,
                value => (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value)
                    .ToString(InstantFormat, Invariant)),
            [typeof(DateTimeOffset)] = ValueSpelling.Of<DateTimeOffset>(
                text => DateTimeOffset.TryParse(text, Invariant, Universal, out DateTimeOffset value) ? value : null,
                value => value.ToUniversalTime().ToString(InstantFormat, Invariant)),
            [typeof(DateOnly)] = ValueSpelling.Of<DateOnly>(
                text => DateOnly.TryParse(text, Invariant, out DateOnly value) ? value : null,
                value => value.ToString("yyyy-MM-dd", Invariant)),
            [typeof(TimeOnly)] = ValueSpelling.Of<TimeOnly>(
                text => TimeOnly.TryParse(text, Invariant, out TimeOnly value) ? value : null,
                value => value.ToString("HH:mm:ss.FFFFFFF", Invariant)),
        }.ToFrozenDictionary();

    /// <summary>How the values of a type are spelled.</summary>
    /// <returns>
    /// From a text to the spelling of its value, or to <see langword="null"/> when it is no value of the type;
    /// <see langword="null"/> when the type does not say how its values are spelled.
    /// </returns>
    public static Func<string, string?>? Of(Type type)
    {
        Type value = Nullable.GetUnderlyingType(type) ?? type;
        if (OfType.TryGetValue(value, out ValueSpelling? known))
        {
            return known.OfText;
        }

        if (value.IsEnum)
        {
            return text => Enum.TryParse(value, text, ignoreCase: true, out object? member) ? member.ToString() : null;
        }

        return ParserOf(value) is { } parser ? text => Spell(parser, text) : null;
    }

    /// <summary>The spelling of a value that is no text any more.</summary>
    /// <returns>The spelling, or <see langword="null"/> when the value's type does not say how it is spelled.</returns>
    public static string? OfValue(object value)
    {
        Type type = value.GetType();
        if (OfType.TryGetValue(type, out ValueSpelling? known))
        {
            return known.OfValue(value);
        }

        if (type.IsEnum)
        {
            return Enum.IsDefined(type, value) ? value.ToString() : null;
        }

        // WHY: a text that does not read back as itself stands for another value, or for several.
        string? text = value as string ?? Convert.ToString(value, Invariant);
        bool readsBack = value is string
            || (text is not null && string.Equals(Of(type)?.Invoke(text), text, StringComparison.Ordinal));
        return readsBack ? text : null;
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

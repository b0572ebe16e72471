using System.Globalization;
using System.Net;

namespace IamAuthorization.Policies;

/// <summary>
/// The value of one condition key in one request: typed, single or multiple, and immutable. Text is parsed by the
/// operator that asks; typed values are taken as they are.
/// </summary>
/// <remarks>
/// <c>default(ContextValue)</c> is <see cref="NotSupplied"/>.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS global
/// condition context keys</see>
/// </remarks>
public readonly struct ContextValue
{
    private const int TagShift = 62;
    private const long Whole = 1L << TagShift;
    private const long Moment = 2L << TagShift;
    private const long TrueBit = 1L << 8;

    // WHY: two words, which a processor hands on in registers. Whole numbers and instants take 62 bits and have a tag
    // above them; of all else the bits say the form, and the second byte the truth of a Boolean.
    private readonly object? _reference;
    private readonly long _bits;

    private ContextValue(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    private ContextValue(ContextValueForm form, object? reference)
        : this(reference, (long)form)
    {
    }

    /// <summary>The source says nothing of the key; whoever comes next may supply it.</summary>
    public static ContextValue NotSupplied => default;

    /// <summary>The key is there without values. Conditions see it as absent, and nobody else may fill it in.</summary>
    public static ContextValue None => new(ContextValueForm.None, null);

    /// <summary>
    /// The key has contradictory values, for example two tags whose keys differ in case only. Every comparison with
    /// it is unknown, which is false in an Allow and true in a Deny.
    /// </summary>
    public static ContextValue Conflict => new(ContextValueForm.Conflict, null);

    /// <summary>Whether the source supplied the key, be it without values.</summary>
    public bool IsSupplied => _bits != 0;

    internal ContextValueForm Form => (_bits >>> TagShift) switch
    {
        0 => (ContextValueForm)(byte)_bits,
        1 => ContextValueForm.Integer,
        _ => ContextValueForm.Instant,
    };

    /// <summary>Whether it is one text, which <see cref="AsText"/> then is.</summary>
    internal bool IsText => _bits == (long)ContextValueForm.Text;

    /// <summary>The text, where <see cref="IsText"/>.</summary>
    /// <remarks>
    /// WHY a cast that is checked: two threads of an app may write and read one variable, of which two words can tear.
    /// </remarks>
    internal string AsText => (string)_reference!;

    internal bool IsConflict => _bits == (long)ContextValueForm.Conflict;

    /// <summary>How many values there are.</summary>
    internal int Count => Form switch
    {
        ContextValueForm.NotSupplied or ContextValueForm.None => 0,
        ContextValueForm.Texts => ((string[])_reference!).Length,
        _ => 1,
    };

    internal bool IsAbsent => (ulong)_bits <= (ulong)ContextValueForm.None;

    /// <summary>A single text.</summary>
    /// <param name="text">The text; may be empty.</param>
    /// <returns>The value.</returns>
    public static ContextValue Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ContextValue(ContextValueForm.Text, text);
    }

    /// <summary>Any number of texts. The key is multivalued even if there is one.</summary>
    /// <param name="texts">The texts; copied. None of them makes the key absent.</param>
    /// <returns>The value.</returns>
    public static ContextValue Of(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] copy = [.. texts];
        return copy.Length == 0 ? None : new ContextValue(ContextValueForm.Texts, copy);
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <param name="value">The truth.</param>
    /// <returns>The value.</returns>
    public static ContextValue Of(bool value) => new(null, (long)ContextValueForm.Boolean | (value ? TrueBit : 0));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static ContextValue Of(long value) => IsWhole(value)
        ? new(null, Whole | (value & ~(3L << TagShift)))
        : Of((decimal)value);

    /// <summary>A decimal number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static ContextValue Of(decimal value) => new(ContextValueForm.Number, value);

    /// <summary>A point in time.</summary>
    /// <param name="value">The instant; its offset does not matter.</param>
    /// <returns>The value.</returns>
    public static ContextValue Of(DateTimeOffset value) => new(null, Moment | value.UtcTicks);

    /// <summary>An address; IPv4-mapped IPv6 counts as IPv4, a zone id is dropped.</summary>
    /// <param name="value">The address.</param>
    /// <returns>The value.</returns>
    public static ContextValue Of(IPAddress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new ContextValue(ContextValueForm.Address, value);
    }

    /// <summary>An ARN.</summary>
    /// <param name="value">The ARN.</param>
    /// <returns>The value.</returns>
    public static ContextValue Of(Arn value) => new(ContextValueForm.Text, value.ToString());

    /// <summary>Bytes, for <c>BinaryEquals</c>.</summary>
    /// <param name="value">The bytes; copied.</param>
    /// <returns>The value.</returns>
    public static ContextValue Of(ReadOnlySpan<byte> value) => new(ContextValueForm.Bytes, value.ToArray());

    /// <summary>
    /// The value in the cardinality its key declares: one text of a multivalued key becomes a list of one, and a list
    /// of one of a single-valued key its only text.
    /// </summary>
    /// <param name="key">The key it is supplied under.</param>
    /// <returns>The value.</returns>
    public ContextValue For(ConditionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        bool isList = Form == ContextValueForm.Texts;
        return key.Cardinality switch
        {
            ConditionKeyCardinality.Multiple when !isList && Count == 1 && Form != ContextValueForm.Conflict =>
                Of([Text(0)]),
            ConditionKeyCardinality.Single when isList && Count == 1 => Of(Text(0)),
            _ => this,
        };
    }

    /// <summary>The values as text, for explanations and logs.</summary>
    /// <returns>The texts joined by a comma; empty when there is none.</returns>
    public override string ToString() => string.Join(", ", Enumerable.Range(0, Count).Select(Text));

    /// <summary>
    /// C-34: whether the values may be compared without set operator: one value of a key that is not multivalued.
    /// </summary>
    internal bool IsSingle(ConditionKey key) => key.Cardinality switch
    {
        ConditionKeyCardinality.Multiple => false,
        ConditionKeyCardinality.Single => Form != ContextValueForm.Texts ? !IsAbsent : Count == 1,
        _ => Form != ContextValueForm.Texts,
    };

    /// <summary>Whether every value is the empty string (conditions §1.1: null).</summary>
    internal bool IsNull()
    {
        switch (Form)
        {
            case ContextValueForm.Text:
                return ((string)_reference!).Length == 0;
            case ContextValueForm.Texts:
                foreach (string text in (string[])_reference!)
                {
                    if (text.Length > 0)
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// The value of that number as text; makes one for typed values, texts are handed out as they are.
    /// </summary>
    internal string Text(int index) => IsText ? AsText : TextOf(index);

    internal bool TryGetNumber(int index, out decimal number)
    {
        switch (Form)
        {
            case ContextValueForm.Integer:
                number = WholeNumber;
                return true;
            case ContextValueForm.Number:
                number = (decimal)_reference!;
                return true;
            case ContextValueForm.Instant:
                number = InstantText.Of(new DateTimeOffset(Ticks, TimeSpan.Zero));
                return true;
            case ContextValueForm.Text or ContextValueForm.Texts:
                return DecimalText.TryParse(Text(index), out number);
            default:
                number = 0;
                return false;
        }
    }

    internal bool TryGetInstant(int index, out decimal epochSeconds)
    {
        if (Form is ContextValueForm.Text or ContextValueForm.Texts)
        {
            return InstantText.TryParse(Text(index), out epochSeconds);
        }

        return TryGetNumber(index, out epochSeconds);
    }

    internal bool? Boolean(int index)
    {
        if (Form == ContextValueForm.Boolean)
        {
            return IsTrue;
        }

        string text = Form is ContextValueForm.Text or ContextValueForm.Texts ? Text(index) : string.Empty;
        return BooleanText.Parse(text);
    }

    internal bool TryGetAddress(int index, out IpAddressRange address)
    {
        if (Form == ContextValueForm.Address)
        {
            address = IpAddressRange.Of((IPAddress)_reference!);
            return true;
        }

        address = default;
        return Form is ContextValueForm.Text or ContextValueForm.Texts
            && IpAddressRange.TryParseAddress(Text(index), out address);
    }

    /// <summary>The bytes of a binary value, or null when it is neither bytes nor base64.</summary>
    internal byte[]? Bytes(int index) => Form switch
    {
        ContextValueForm.Bytes => (byte[])_reference!,
        ContextValueForm.Text or ContextValueForm.Texts => Base64Text.Decode(Text(index)),
        _ => null,
    };

    private bool IsTrue => (_bits & TrueBit) != 0;

    /// <summary>The lower 62 bits with their sign.</summary>
    private long WholeNumber => _bits << 2 >> 2;

    private long Ticks => _bits & (Whole - 1);

    private static bool IsWhole(long value) => value << 2 >> 2 == value;

    private string TextOf(int index) => Form switch
    {
        ContextValueForm.Texts => ((string[])_reference!)[index],
        ContextValueForm.Boolean => IsTrue ? "true" : "false",
        ContextValueForm.Integer => WholeNumber.ToString(CultureInfo.InvariantCulture),
        ContextValueForm.Number => ((decimal)_reference!).ToString(CultureInfo.InvariantCulture),
        ContextValueForm.Instant => InstantTextOf(Ticks),
        ContextValueForm.Address => Unmapped((IPAddress)_reference!).ToString(),
        ContextValueForm.Bytes => Convert.ToBase64String((byte[])_reference!),
        _ => string.Empty,
    };

    private static IPAddress Unmapped(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static string InstantTextOf(long utcTicks) =>
        new DateTime(utcTicks, DateTimeKind.Utc)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}

using System.Net;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The condition keys the app supplies itself. The delegate's result declares type and cardinality; a result of
/// <see langword="null"/> means that the key is absent. Each is asked at most once per request, and only when a
/// condition names it.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html">
/// Single-valued vs. multivalued context keys</see>
/// </remarks>
public sealed class IamContextKeyMap
{
    private readonly Dictionary<ConditionKey, Func<HttpContext, ContextValue>> _readers = [];

    internal IReadOnlyDictionary<ConditionKey, Func<HttpContext, ContextValue>> Readers => _readers;

    /// <summary>Adds a key with one text.</summary>
    /// <param name="name">
    /// <c>prefix:name</c>, for example <c>orders:Region</c>; not under <c>aws:</c>, <c>sts:</c> or <c>iam:</c>.
    /// </param>
    /// <param name="value">Its value in a request.</param>
    /// <returns>This map.</returns>
    /// <exception cref="ArgumentException">The name is malformed, reserved or declared already.</exception>
    public IamContextKeyMap Add(string name, Func<HttpContext, string?> value) =>
        AddReference(name, ConditionKeyType.String, ConditionKeyCardinality.Single, value, ContextValue.Of);

    /// <summary>Adds a multivalued key of texts.</summary>
    /// <inheritdoc cref="Add(string, Func{HttpContext, string?})"/>
    public IamContextKeyMap Add(string name, Func<HttpContext, IEnumerable<string>?> value) =>
        AddReference(name, ConditionKeyType.String, ConditionKeyCardinality.Multiple, value, ContextValue.Of);

    /// <summary>Adds a key with one address.</summary>
    /// <inheritdoc cref="Add(string, Func{HttpContext, string?})"/>
    public IamContextKeyMap Add(string name, Func<HttpContext, IPAddress?> value) =>
        AddReference(name, ConditionKeyType.IpAddress, ConditionKeyCardinality.Single, value, ContextValue.Of);

    /// <summary>Adds a key that is true or false.</summary>
    /// <inheritdoc cref="Add(string, Func{HttpContext, string?})"/>
    public IamContextKeyMap Add(string name, Func<HttpContext, bool?> value) =>
        AddValue(name, ConditionKeyType.Boolean, value, ContextValue.Of);

    /// <summary>Adds a key with one whole number.</summary>
    /// <inheritdoc cref="Add(string, Func{HttpContext, string?})"/>
    public IamContextKeyMap Add(string name, Func<HttpContext, long?> value) =>
        AddValue(name, ConditionKeyType.Number, value, ContextValue.Of);

    /// <summary>Adds a key with one decimal number.</summary>
    /// <inheritdoc cref="Add(string, Func{HttpContext, string?})"/>
    public IamContextKeyMap Add(string name, Func<HttpContext, decimal?> value) =>
        AddValue(name, ConditionKeyType.Number, value, ContextValue.Of);

    /// <summary>Adds a key with one point in time.</summary>
    /// <inheritdoc cref="Add(string, Func{HttpContext, string?})"/>
    public IamContextKeyMap Add(string name, Func<HttpContext, DateTimeOffset?> value) =>
        AddValue(name, ConditionKeyType.Date, value, ContextValue.Of);

    /// <summary>Adds a key with one ARN.</summary>
    /// <inheritdoc cref="Add(string, Func{HttpContext, string?})"/>
    public IamContextKeyMap Add(string name, Func<HttpContext, Arn?> value) =>
        AddValue(name, ConditionKeyType.Arn, value, ContextValue.Of);

    private IamContextKeyMap AddReference<T>(
        string name,
        ConditionKeyType type,
        ConditionKeyCardinality cardinality,
        Func<HttpContext, T?> value,
        Func<T, ContextValue> convert)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        return Add(
            ConditionKey.Declare(name, type, cardinality),
            http => value(http) is { } found ? convert(found) : ContextValue.None);
    }

    private IamContextKeyMap AddValue<T>(
        string name, ConditionKeyType type, Func<HttpContext, T?> value, Func<T, ContextValue> convert)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(value);
        return Add(
            ConditionKey.Declare(name, type),
            http => value(http) is { } found ? convert(found) : ContextValue.None);
    }

    private IamContextKeyMap Add(ConditionKey key, Func<HttpContext, ContextValue> reader) =>
        _readers.TryAdd(key, reader)
            ? this
            : throw new ArgumentException($"The condition key `{key}` is declared already.", nameof(key));
}

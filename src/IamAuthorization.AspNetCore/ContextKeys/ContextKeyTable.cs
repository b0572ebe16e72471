using System.Collections.Frozen;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Every condition key that a web request supplies, and where it comes from. What is not listed here and not declared
/// by the app is not taken from the request, whatever its headers, query, body or claims hold (C-43).
/// </summary>
internal sealed class ContextKeyTable
{
    /// <summary>Longer header values are no condition's business; the key is absent then (P-119).</summary>
    public const int HeaderLengthMax = 8 * 1024;

    private readonly FrozenDictionary<ConditionKey, Func<HttpContext, ContextValue>> _readers;

    public ContextKeyTable(IamAuthorizationOptions options)
    {
        ContextValue region = options.Region.Length > 0 ? ContextValue.Of(options.Region) : ContextValue.None;
        var readers = new Dictionary<ConditionKey, Func<HttpContext, ContextValue>>(options.ContextKeys.Readers)
        {
            [ConditionKey.Of("aws:SourceIp")] = SourceIp,
            [ConditionKey.Of("aws:SecureTransport")] = http => ContextValue.Of(http.Request.IsHttps),
            [ConditionKey.Of("aws:UserAgent")] = http => Header(http.Request.Headers.UserAgent),
            [ConditionKey.Of("aws:Referer")] = http => Header(http.Request.Headers.Referer),
            [ConditionKey.Of("aws:RequestedRegion")] = _ => region,
            [ConditionKey.Of("aws:ViaAWSService")] = _ => ContextValue.Of(false),
        };
        _readers = readers.ToFrozenDictionary();
    }

    public ContextValue Read(ConditionKey key, HttpContext http) =>
        _readers.TryGetValue(key, out Func<HttpContext, ContextValue>? reader)
            ? reader(http)
            : ContextValue.NotSupplied;

    /// <summary>
    /// The connection's address only: behind a proxy, the framework's middleware has put the client's there.
    /// </summary>
    private static ContextValue SourceIp(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address ? ContextValue.Of(address) : ContextValue.None;

    /// <summary>C-44: a key is correct or absent; of two headers nobody knows which is meant.</summary>
    private static ContextValue Header(StringValues values) =>
        values.Count == 1 && values[0] is { Length: > 0 and <= HeaderLengthMax } value
            ? ContextValue.Of(value)
            : ContextValue.None;
}

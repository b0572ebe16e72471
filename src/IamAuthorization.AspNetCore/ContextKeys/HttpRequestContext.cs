using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The condition keys of one HTTP request: nothing is read before a condition asks, and nothing twice.
/// </summary>
internal sealed class HttpRequestContext(HttpContext http, ContextKeyTable table) : RequestContext
{
    private Dictionary<ConditionKey, ContextValue>? _known;

    public override ContextValue Get(ConditionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (_known is not null && _known.TryGetValue(key, out ContextValue known))
        {
            return known;
        }

        ContextValue value = table.Read(key, http);
        if (value.IsSupplied)
        {
            (_known ??= []).Add(key, value);
        }

        return value;
    }
}

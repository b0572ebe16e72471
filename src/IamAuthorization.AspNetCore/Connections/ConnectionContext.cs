using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>The condition keys of an open connection: those of the request that opened it, read anew.</summary>
internal sealed class ConnectionContext(LiveConnection connection, ContextKeyTable keys) : RequestContext
{
    public override ContextValue Get(ConditionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return connection.Read(key, keys);
    }
}

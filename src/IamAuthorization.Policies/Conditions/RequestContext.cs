namespace IamAuthorization.Policies;

/// <summary>
/// The condition keys of one request, asked for one by one: a source reads nothing until a condition names the key.
/// </summary>
/// <remarks>
/// INVARIANT: a context gives the same answer to the same key for as long as one decision takes, and has no side
/// effects (conditions C-07, C-08). <see cref="ContextValues"/> is the ready-made immutable one.
/// </remarks>
public abstract class RequestContext
{
    /// <summary>A context without keys.</summary>
    public static RequestContext Empty { get; } = new ContextValues([]);

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key a condition or variable names.</param>
    /// <returns>
    /// Its value; <see cref="ContextValue.NotSupplied"/> when this context does not know it, in which case the keys
    /// that follow from principal and resource are filled in; <see cref="ContextValue.None"/> to keep it absent.
    /// </returns>
    public abstract ContextValue Get(ConditionKey key);
}

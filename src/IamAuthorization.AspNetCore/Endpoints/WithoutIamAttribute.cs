namespace IamAuthorization.AspNetCore;

/// <summary>
/// Marks an endpoint, controller, page or hub that deliberately asks nothing of IAM, for <c>RequireIamByDefault</c>.
/// It opens and closes nothing: what else guards the endpoint still does.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, Inherited = true)]
public sealed class WithoutIamAttribute : Attribute
{
    /// <summary>Says why.</summary>
    /// <param name="reason">Why the endpoint needs no mapping, for whoever reviews it.</param>
    /// <exception cref="ArgumentException">The reason is empty.</exception>
    public WithoutIamAttribute(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Reason = reason;
    }

    /// <summary>Why the endpoint needs no mapping.</summary>
    public string Reason { get; }
}

namespace IamAuthorization.Policies;

/// <summary>How strictly a document is read.</summary>
public sealed class PolicyReadOptions
{
    /// <summary>Which gates it must pass. The default is <see cref="PolicyGate.Save"/>.</summary>
    public PolicyGate Gate { get; init; }

    /// <summary>The sizes it is held to, or <see langword="null"/> to lift them (PL-11). The default is AWS's.</summary>
    public PolicyQuotas? Quotas { get; init; } = PolicyQuotas.Default;

    /// <summary>The partition of ARNs, beside AWS's own. The default is <c>aws</c>.</summary>
    public string Partition { get; init; } = "aws";
}

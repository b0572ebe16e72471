namespace IamAuthorization.Authorizer;

/// <summary>The limits of the authorizer.</summary>
public sealed class IamAuthorizerOptions
{
    /// <summary>The largest <see cref="CachedPrincipalsMax"/> and <see cref="DecisionLogLength"/>.</summary>
    public const int EntriesMax = 1_000_000;

    /// <summary>The longest <see cref="StoreTimeout"/> and <see cref="ProviderTimeout"/>.</summary>
    public static readonly TimeSpan TimeoutMax = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How many principals, and as many compiled policies, are kept in memory, 1 to 1,000,000. The default is 10,000.
    /// </summary>
    public int CachedPrincipalsMax { get; set; } = 10_000;

    /// <summary>How many denials the decision log keeps, 1 to 1,000,000. The default is 10,000.</summary>
    public int DecisionLogLength { get; set; } = 10_000;

    /// <summary>
    /// Whether nobody is allowed anything while the decision log fails: while its last call threw, has lasted longer
    /// than <see cref="ProviderTimeout"/>, or too many denials wait for it. The default is <see langword="false"/>:
    /// decisions go on, and denials that are lost are counted.
    /// </summary>
    public bool DeniesWhileDecisionLogFails { get; set; }

    /// <summary>
    /// How long one load from the store may take before the question is denied; more than 0, at most 1 minute. The
    /// default is 5 seconds.
    /// </summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long one call of <see cref="IIamResourcePolicies"/> or <see cref="IIamResourceTags"/> may take before the
    /// question is denied; more than 0, at most 1 minute. The default is 5 seconds.
    /// </summary>
    public TimeSpan ProviderTimeout { get; set; } = TimeSpan.FromSeconds(5);
}

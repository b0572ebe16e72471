using System.Buffers.Text;
using System.Security.Cryptography;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>
/// A denial and the inputs it was made from, immutable: the same explanation can be built from it at any later time.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html">EvaluationResult</see>
/// </remarks>
public sealed class IamDecisionRecord
{
    private const int IdLengthBytes = 12;

    private readonly DecisionInputs? _inputs;

    internal IamDecisionRecord(in IamDecision decision, DateTimeOffset time, long? revision, DecisionInputs? inputs)
    {
        Decision = decision;
        Time = time;
        Revision = revision;
        _inputs = inputs is null ? null : Captured(inputs);
        Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdLengthBytes));
    }

    /// <summary>The id by which a log finds the record: 16 random characters that may stand in a URL.</summary>
    public string Id { get; }

    /// <summary>The denial, with principal, action and resource.</summary>
    public IamDecision Decision { get; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>The revision of the store it was decided on, or <see langword="null"/> when none was read.</summary>
    public long? Revision { get; }

    /// <summary>Decides again on the same inputs and says of each statement why it matched or did not.</summary>
    /// <returns>The explanation, or <see langword="null"/> when the inputs could not be read; see
    /// <see cref="IamDecision.Failure"/> then.</returns>
    public Explanation? Explain() =>
        _inputs is null ? null : IamEvaluator.Explain(_inputs.Request, _inputs.Policies);

    /// <summary>The inputs with every key a policy names as it is now, for the context ends with the request.</summary>
    private static DecisionInputs Captured(DecisionInputs inputs)
    {
        RequestContext context = inputs.Request.Context;
        var values = new ContextValues(SetsOf(inputs.Policies)
            .SelectMany(set => set.ReferencedKeys())
            .Distinct()
            .Select(key => KeyValuePair.Create(key, context.Get(key)))
            .Where(entry => entry.Value.IsSupplied));
        return inputs with { Request = inputs.Request.With(values) };
    }

    private static IEnumerable<PolicySet> SetsOf(ApplicablePolicies policies)
    {
        PolicySet?[] single =
            [policies.Identity, policies.PermissionsBoundary, policies.Session, policies.Resource];
        return single.OfType<PolicySet>()
            .Concat(policies.ServiceControlLevels)
            .Concat(policies.ResourceControlLevels);
    }
}

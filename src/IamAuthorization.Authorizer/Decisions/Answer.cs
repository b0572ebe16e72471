using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>A decision, what it was made from, and its record once it has one.</summary>
internal sealed class Answer(in IamDecision decision, DecisionInputs? inputs, long? revision)
{
    public IamDecision Decision { get; } = decision;

    public DecisionInputs? Inputs { get; } = inputs;

    /// <summary>The revision it was decided on, or <see langword="null"/> when nothing had been read.</summary>
    public long? Revision { get; } = revision;

    /// <summary>What was asked; <see langword="null"/> for a denial that was made elsewhere.</summary>
    public Question? Question { get; set; }

    public IamDecisionRecord? Record { get; set; }
}

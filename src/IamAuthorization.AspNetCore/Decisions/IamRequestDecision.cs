using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>A decision made in a request.</summary>
public sealed class IamRequestDecision
{
    internal IamRequestDecision(string? id, IamDecision decision, string? ownerAccountId)
    {
        Id = id;
        Decision = decision;
        OwnerAccountId = ownerAccountId;
    }

    /// <summary>
    /// The id under which a denial is found in the decision log and which its response carries;
    /// <see langword="null"/> for an allow, and for a denial that could not be recorded.
    /// </summary>
    public string? Id { get; }

    /// <summary>Whether the caller has a good credential and is nobody here.</summary>
    internal bool IsOfNobody { get; init; }

    /// <summary>
    /// What the caller may be told of a question that was not decided; <see langword="null"/> when that is for
    /// operators alone.
    /// </summary>
    internal string? ToldFailure { get; init; }

    /// <summary>The decision.</summary>
    public IamDecision Decision { get; }

    /// <summary>
    /// The account that owns the resource, 12 digits, or <see langword="null"/> when it was not told.
    /// </summary>
    public string? OwnerAccountId { get; }
}

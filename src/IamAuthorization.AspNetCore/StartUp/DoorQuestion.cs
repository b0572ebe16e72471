using System.Collections.Frozen;

namespace IamAuthorization.AspNetCore;

/// <summary>A question as it is declared at a door.</summary>
/// <param name="Door">The endpoint or hub method, for messages.</param>
/// <param name="PolicyName">The name that carries the question.</param>
/// <param name="Place">What the template's parameters are parameters of: <c>route</c> or <c>method</c>.</param>
/// <param name="Parameters">
/// The names that the template may use, or <see langword="null"/> when they are chosen per request.
/// </param>
internal sealed record DoorQuestion(string Door, string PolicyName, string Place, FrozenSet<string>? Parameters)
{
    /// <summary>Reads the question.</summary>
    /// <param name="problem">What is wrong with it, or <see langword="null"/>.</param>
    /// <returns>The requirement, or <see langword="null"/>.</returns>
    public IamRequirement? Read(out string? problem)
    {
        try
        {
            problem = null;
            return IamPolicyName.Decode(PolicyName);
        }
        catch (FormatException exception)
        {
            problem = exception.Message;
            return null;
        }
    }
}

using IamAuthorization.Authorizer;
using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>The resource of a question, or why it could not be told.</summary>
/// <param name="Resource">The resource; without a name when there is a problem.</param>
/// <param name="Problem">Why it could not be told, for operators.</param>
/// <param name="IsForCaller">Whether the problem is the caller's own, who may then be told.</param>
internal readonly record struct ResourceResolution(IamResource Resource, string? Problem, bool IsForCaller)
{
    public static ResourceResolution Of(IamResource resource) => new(resource, Problem: null, IsForCaller: false);

    /// <summary>The app named a resource that cannot be one.</summary>
    public static ResourceResolution Failed(string problem) => new(Arn.Any, problem, IsForCaller: false);

    /// <summary>The request's own text is refused; whose resource it meant is known.</summary>
    public static ResourceResolution Refused(string problem, string owner) =>
        new(new IamResource(Arn.Any) { OwnerAccountId = owner }, problem, IsForCaller: true);
}

using System.Diagnostics.CodeAnalysis;
using IamAuthorization.Authorizer;

namespace IamAuthorization.AspNetCore;

/// <summary>The resource of a question, or why it could not be told.</summary>
internal readonly record struct ResourceResolution(IamResource? Resource, string? Problem)
{
    [MemberNotNullWhen(true, nameof(Resource))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsResolved => Resource is not null;

    public static ResourceResolution Of(IamResource resource) => new(resource, Problem: null);

    public static ResourceResolution Failed(string problem) => new(Resource: null, problem);
}

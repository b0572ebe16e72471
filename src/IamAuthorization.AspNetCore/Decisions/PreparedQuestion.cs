using IamAuthorization.Authorizer;
using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>A question as far as it could be made ready for the authorizer.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Resource">What it is about; without a name when that could not be told.</param>
/// <param name="Problem">Why it cannot be put, or <see langword="null"/>.</param>
/// <param name="ToldProblem">What of that the caller may be told, or <see langword="null"/>.</param>
/// <param name="IsOfNobody">Whether the caller has a good credential and is nobody here.</param>
internal readonly record struct PreparedQuestion(
    IamPrincipal Principal,
    IamResource Resource,
    string? Problem = null,
    string? ToldProblem = null,
    bool IsOfNobody = false);

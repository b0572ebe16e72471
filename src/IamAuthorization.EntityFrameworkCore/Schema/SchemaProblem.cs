namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Why a database must not be served from.</summary>
/// <param name="Problem">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record SchemaProblem(string Problem, string Remedy);

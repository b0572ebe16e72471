namespace IamAuthorization.Accounts;

/// <summary>One thing that keeps the app from starting, because it would be open or broken.</summary>
/// <param name="Id">The check, <c>IAMnnnn</c>; an id is never given to another check.</param>
/// <param name="Problem">What is wrong and where.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="OptOut">How to start nevertheless, or <see langword="null"/> where nothing could run.</param>
public sealed record IamStartupFinding(string Id, string Problem, string Remedy, string? OptOut);

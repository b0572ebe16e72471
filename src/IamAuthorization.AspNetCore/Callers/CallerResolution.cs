using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Who the caller is: a principal; nobody, with the reason; or, when both are absent, a caller without credentials.
/// </summary>
internal readonly record struct CallerResolution(IamPrincipal? Principal, string? Problem)
{
    /// <summary>What a caller is told who has a good credential and is nobody here.</summary>
    public const string NoSuchPrincipal = "there is no such principal";

    public static CallerResolution WithoutCredentials => default;

    public bool IsWithoutCredentials => Principal is null && Problem is null;

    /// <summary>What a caller who is no principal is told where one is needed.</summary>
    public string Refusal =>
        IsWithoutCredentials ? "The request carries no credentials." : "There is no such principal.";

    public static CallerResolution Of(IamPrincipal principal) => new(principal, Problem: null);

    public static CallerResolution Nobody(string why) => new(Principal: null, $"{NoSuchPrincipal}: {why}");
}

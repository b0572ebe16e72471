namespace IamAuthorization.Accounts;

/// <summary>All start-up checks of the library. An id is never given to another check.</summary>
internal static class StartupCheckIds
{
    public const string PolicyProvider = "IAM1001";
    public const string RouteParameter = "IAM1002";
    public const string Anonymous = "IAM1003";
    public const string MalformedQuestion = "IAM1004";
    public const string UndeclaredAction = "IAM1005";
    public const string PolicyFiles = "IAM1006";
    public const string EphemeralKeys = "IAM1007";
    public const string GlobalFilter = "IAM1008";
    public const string Options = "IAM1009";
    public const string Unmapped = "IAM1010";
    public const string Middleware = "IAM1011";
    public const string CheckFailed = "IAM1012";
    public const string UnreadableKeys = "IAM1013";
    public const string MissingSts = "IAM1014";
    public const string AmbiguousAppScheme = "IAM1015";
    public const string PageHandler = "IAM1016";
    public const string UnreadableRevocations = "IAM1017";
    public const string UnusableStore = "IAM1018";

    /// <summary>The checks, in the order of their ids.</summary>
    public static IReadOnlyList<StartupCheck> All { get; } =
    [
        new(PolicyProvider, "a policy provider registered after ours"),
        new(RouteParameter, "a template parameter that the route lacks"),
        new(Anonymous, "`AllowAnonymous` where IAM is asked"),
        new(MalformedQuestion, "a malformed action or template"),
        new(UndeclaredAction, "an action that the app does not declare"),
        new(PolicyFiles, "policy files with errors", "there would be no policies to decide by"),
        new(EphemeralKeys, "signing keys in memory outside Development"),
        new(GlobalFilter, "a global MVC `AuthorizeFilter`"),
        new(Options, "options out of range", "nothing can run with them"),
        new(Unmapped, "an endpoint without a mapping, with `RequireIamByDefault`"),
        new(Middleware, "`UseAuthorization` missing in the pipeline"),
        new(CheckFailed, "a check that could not be made"),
        new(UnreadableKeys, "signing keys that cannot be read", "no session could be issued or verified"),
        new(MissingSts, "`AddIamBearer` without `AddSecurityTokens`", "there would be no keys to verify tokens with"),
        new(AmbiguousAppScheme, "several schemes for the tokens of the app's own users, and none named"),
        new(PageHandler, "`[IamAuthorize]` on the handler method of a page"),
        new(UnreadableRevocations, "revocations that cannot be read", "sessions that were revoked would live again"),
        new(UnusableStore, "a database that is damaged, newer or away", "there would be no policies to decide by"),
    ];

    /// <summary>The check of an id, or <see langword="null"/>.</summary>
    public static StartupCheck? Find(string id) => All.FirstOrDefault(check => check.Id == id);

    /// <summary>A finding with the opt-out that its check has.</summary>
    public static IamStartupFinding Finding(string id, string problem, string remedy) =>
        new(id, problem, remedy, Find(id)?.OptOut);
}

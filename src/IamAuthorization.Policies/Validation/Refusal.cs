namespace IamAuthorization.Policies;

/// <summary>The API error that belongs to a failed check (policy-language §8).</summary>
internal readonly record struct Refusal(
    RefusalOrder Order, string Message, string Code = Refusal.MalformedPolicyDocument)
{
    private const string MalformedPolicyDocument = "MalformedPolicyDocument";
    private const string SyntaxErrors = "Syntax errors in policy.";

    public static Refusal Syntax { get; } = new(RefusalOrder.Syntax, SyntaxErrors);

    public static Refusal TrustSyntax { get; } = new(RefusalOrder.Syntax, "This policy contains invalid Json");

    public static Refusal Version { get; } =
        new(RefusalOrder.Version, "Policy document must be version 2012-10-17 or greater.");

    public static Refusal LegacyParsing { get; } =
        new(RefusalOrder.LegacyParsing, "The policy failed legacy parsing");

    public static Refusal PrincipalNotAllowed { get; } =
        new(RefusalOrder.PrincipalNotAllowed, "Policy document should not specify a principal.");

    public static Refusal DuplicateSid { get; } =
        new(RefusalOrder.DuplicateSid, "Statement IDs (SID) in a single policy must be unique.");

    public static Refusal MissingActions { get; } =
        new(RefusalOrder.MissingActions, "Policy statement must contain actions.");

    public static Refusal MissingResources { get; } =
        new(RefusalOrder.MissingResources, "Policy statement must contain resources.");

    public static Refusal TrustResource { get; } =
        new(RefusalOrder.TrustResource, "Has prohibited field Resource");

    public static Refusal TrustNotPrincipal { get; } =
        new(RefusalOrder.TrustNotPrincipal, "AssumeRole policy must not contain NotPrincipal field.");

    public static Refusal TrustAction { get; } =
        new(RefusalOrder.TrustAction, "AssumeRole policy may only specify STS AssumeRole actions.");

    public static Refusal OtherContent { get; } = new(RefusalOrder.OtherContent, SyntaxErrors);

    public static Refusal Parameter(string constraint) => new(
        RefusalOrder.Parameter,
        $"1 validation error detected: Value at 'policyDocument' failed to satisfy constraint: {constraint}",
        "ValidationError");

    public static Refusal TrustMissing(string element) =>
        new(RefusalOrder.TrustMissingPart, $"Missing required field {element}");

    public static Refusal Action(string message) => new(RefusalOrder.Action, message);

    public static Refusal Resource(string message) => new(RefusalOrder.Resource, message);

    public static Refusal Principal(string key, string value) =>
        new(RefusalOrder.Principal, $"Invalid principal in policy: \"{key}\":\"{value}\"");
}

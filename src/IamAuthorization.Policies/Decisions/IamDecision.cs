namespace IamAuthorization.Policies;

/// <summary>The answer to one question. <c>default(IamDecision)</c> is a denial.</summary>
/// <remarks>
/// The wording follows <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">
/// Troubleshoot access denied error messages</see>.
/// </remarks>
public readonly struct IamDecision
{
    private const string NotDecided = "the question was not decided";

    private const int OutcomeShift = 8;
    private const int IndexShift = 32;

    private readonly AuthorizationRequest? _request;

    // WHY: what decided is the policy of a statement or the text of a failure, never both.
    private readonly object? _ground;
    private readonly long _facts;

    internal IamDecision(
        AuthorizationRequest request, DecisionOutcome outcome, PolicyType decidedBy, CompiledStatement statement)
    {
        _request = request;
        _ground = statement.Policy;
        _facts = ((long)statement.Index << IndexShift) | ((long)outcome << OutcomeShift) | (long)decidedBy;
    }

    private IamDecision(AuthorizationRequest request, string failure)
    {
        _request = request;
        _ground = failure;
    }

    /// <summary>The answer.</summary>
    public DecisionOutcome Outcome => (DecisionOutcome)(byte)(_facts >> OutcomeShift);

    /// <summary>Whether the request is allowed.</summary>
    public bool IsAllowed => Outcome == DecisionOutcome.Allow;

    /// <summary>The type of policy that decided; <see cref="PolicyType.None"/> when it could not be decided.</summary>
    public PolicyType DecidedBy => (PolicyType)(byte)_facts;

    /// <summary>The statement that decided, or <see langword="null"/> for implicit denials and the root user.</summary>
    public StatementReference? Statement =>
        _ground is CompiledPolicy policy ? new StatementReference(policy, (int)(_facts >> IndexShift)) : null;

    /// <summary>Why the question could not be decided, or <see langword="null"/>.</summary>
    public string? Failure => _ground as string;

    /// <summary>Who asked.</summary>
    public IamPrincipal Principal => _request?.Principal ?? IamPrincipal.Anonymous;

    /// <summary>The action asked for.</summary>
    public ActionName Action => _request?.Action ?? default;

    /// <summary>The resource asked for.</summary>
    public Arn Resource => _request?.Resource ?? default;

    /// <summary>
    /// The ground in AWS's words, for example <c>because no identity-based policy allows the … action</c> or
    /// <c>with an explicit deny in a resource-based policy</c>.
    /// </summary>
    public string Reason => Outcome switch
    {
        DecisionOutcome.Allow => AllowReason(),
        DecisionOutcome.ExplicitDeny => $"with an explicit deny in {WithArticle(DecidedBy)}",
        _ when DecidedBy == PolicyType.None => $"because {Failure ?? NotDecided}",
        _ => $"because no {DecidedBy.ToDisplayName()} allows the {Action} action",
    };

    /// <summary>
    /// The whole sentence in AWS's words: <c>User: … is not authorized to perform: … on resource: … because …</c>. It
    /// names no policy.
    /// </summary>
    public string Message => $"{BareMessage} on resource: {Resource} {Reason}";

    /// <summary>
    /// The sentence for callers who may not be told more, such as those of another account (EV-48): neither the ground
    /// nor the resource, whose ARN names the account that owns it.
    /// </summary>
    public string BareMessage => $"User: {Principal} is {(IsAllowed ? "" : "not ")}authorized to perform: {Action}";

    /// <summary>A denial because the question could not be decided.</summary>
    /// <param name="request">The question.</param>
    /// <param name="failure">Why not, as a phrase that follows "because": <c>there is no such user</c>.</param>
    /// <returns>An implicit denial.</returns>
    public static IamDecision Undecided(AuthorizationRequest request, string failure)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(failure);
        return new IamDecision(request, failure);
    }

    /// <summary>The whole sentence.</summary>
    /// <returns><see cref="Message"/>.</returns>
    public override string ToString() => Message;

    private static string WithArticle(PolicyType type) => type switch
    {
        PolicyType.IdentityBased => "an identity-based policy",
        PolicyType.RoleTrust => "the role trust policy",
        _ => $"a {type.ToDisplayName()}",
    };

    private string AllowReason() => DecidedBy == PolicyType.AccountRootUser
        ? "because the account root user is allowed by default"
        : $"because {WithArticle(DecidedBy)} allows the {Action} action";
}

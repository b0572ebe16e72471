namespace IamAuthorization.Policies;

/// <summary>The answer to one question. <c>default(IamDecision)</c> is a denial.</summary>
public readonly struct IamDecision
{
    /// <summary>The answer.</summary>
    public DecisionOutcome Outcome { get; }

    /// <summary>Whether the request is allowed.</summary>
    public bool IsAllowed => Outcome == DecisionOutcome.Allow;

    /// <summary>The type of policy that decided; <see cref="PolicyType.None"/> when it could not be decided.</summary>
    public PolicyType DecidedBy { get; }

    /// <summary>The statement that decided, or <see langword="null"/> for implicit denials and the root user.</summary>
    public StatementReference? Statement { get; }

    /// <summary>Why the question could not be decided, or <see langword="null"/>.</summary>
    public string? Failure { get; }

    /// <summary>Who asked.</summary>
    public IamPrincipal Principal => throw new NotSupportedException();

    /// <summary>The action asked for.</summary>
    public ActionName Action { get; }

    /// <summary>The resource asked for.</summary>
    public Arn Resource { get; }

    /// <summary>The ground in AWS's words, for example <c>because no identity-based policy allows the … action</c>.</summary>
    public string Reason => throw new NotSupportedException();

    /// <summary>
    /// The whole sentence in AWS's words: <c>User: … is not authorized to perform: … on resource: … because …</c>.
    /// </summary>
    public string Message => throw new NotSupportedException();

    /// <summary>A denial because the question could not be decided.</summary>
    /// <param name="request">The question.</param>
    /// <param name="failure">Why not, as a phrase for operators, for example <c>no such principal</c>.</param>
    /// <returns>An implicit denial.</returns>
    public static IamDecision Undecided(in AuthorizationRequest request, string failure) => throw new NotSupportedException();
}

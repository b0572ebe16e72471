namespace IamAuthorization.Policies.Reference;

/// <summary>
/// The executable specification: evaluation.md §10, written down as literally as C# allows. It shares no code with the
/// engine, and it is changed first.
/// </summary>
public sealed class ReferenceEvaluator
{
    private const string ServiceControl = "service control policy";
    private const string ResourceControl = "resource control policy";
    private const string Identity = "identity-based policy";
    private const string Boundary = "permissions boundary";
    private const string Session = "session policy";
    private const string Root = "account root user";
    private const string None = "none";

    private readonly Policy[] _identity;
    private readonly Policy[]? _boundary;
    private readonly Policy[]? _session;
    private readonly Policy[] _resource;
    private readonly Policy[][] _serviceControl;
    private readonly Policy[][] _resourceControl;
    private readonly bool _isTrust;

    /// <summary>Reads the documents (EV-02: one that cannot be read is an error, never skipped).</summary>
    public ReferenceEvaluator(ApplicableDocuments documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        _isTrust = documents.IsTrust;
        _identity = Read(documents.Identity ?? [], DocumentKind.Identity);
        _boundary = documents.Boundary is { } boundary ? Read(boundary, DocumentKind.Boundary) : null;
        _session = documents.Session is { } session ? Read(session, DocumentKind.Session) : null;
        _resource = documents.Resource is { } resource
            ? Read([resource], _isTrust ? DocumentKind.Trust : DocumentKind.Resource)
            : [];
        _serviceControl = [.. documents.ServiceControl.Select(level => Read(level, DocumentKind.ServiceControl))];
        _resourceControl = [.. documents.ResourceControl.Select(level => Read(level, DocumentKind.ResourceControl))];
    }

    private string Resource => _isTrust ? "role trust policy" : "resource-based policy";

    /// <summary>authorize(req).</summary>
    public Answer Decide(Question question)
    {
        ArgumentNullException.ThrowIfNull(question);
        Caller caller = Caller.Of(question);
        string? owner = OwnerOf(question, caller);
        var request = new Request(question, caller, owner, new Context(question, caller, owner), _boundary is not null);
        MatchedSets all = MatchAll(request);
        Answer answer = Decide(request, all);
        return answer with
        {
            Listed = answer.Outcome == Outcome.ImplicitDeny
                ? []
                : all.Listed(isDeny: answer.Outcome == Outcome.ExplicitDeny),
            Matching = [.. all.Ordered(Resource).SelectMany(set => NamesOf(set.Matches))],
        };
    }

    /// <summary>
    /// EV-21: the owner's record decides, else the account segment of the ARN; <c>*</c> belongs to the caller's
    /// account. Null: nobody knows.
    /// </summary>
    private static string? OwnerOf(Question question, Caller caller)
    {
        if (question.Resource == "*")
        {
            return question.ResourceAccount ?? caller.Account ?? string.Empty;
        }

        string owner = question.ResourceAccount ?? ArnText.Split(question.Resource)![4];
        return owner.Length == 0 ? null : owner;
    }

    private Answer Decide(Request request, MatchedSets sets)
    {
        // D = first of [SCP, RCP, RES, ID, PB, SES] whose result is DENY
        foreach ((string type, IEnumerable<Match> matches) in sets.Ordered(Resource))
        {
            StatementName[] denies = NamesOf(matches.Where(match => match.IsDeny));
            if (denies.Length > 0)
            {
                return new Answer(Outcome.ExplicitDeny, type, denies, [], []);
            }
        }

        if (request.Owner is null)
        {
            return new Answer(Outcome.ImplicitDeny, None, [], [], []);
        }

        Level level = sets.GrantLevel;
        string? silent = SilentType(request, sets, level, out string by);
        if (silent is not null)
        {
            return new Answer(Outcome.ImplicitDeny, silent, [], [], []);
        }

        StatementName[] allows =
            by == Root ? []
            : by == Identity ? NamesOf(sets.Identity)
            : NamesOf(sets.Resource.Where(match => match.Level == level));
        return new Answer(Outcome.Allow, by, allows, [], []);
    }

    private static StatementName[] NamesOf(IEnumerable<Match> matches) => [.. matches.Select(match => match.Statement)];

    /// <summary>The type of policy whose silence denies, or null and the type that allowed (§2 4–11, §3, §5).</summary>
    private string? SilentType(Request request, MatchedSets sets, Level level, out string by)
    {
        Caller caller = request.Caller;
        bool isSame = request.Owner == caller.Account;
        by = Resource;
        if (caller.Account is null)
        {
            return level == Level.Direct ? null : Resource;
        }

        if (!sets.ServiceControl.All(Allows))
        {
            return ServiceControl;
        }

        bool isIdentityAllowing = Allows(sets.Identity);
        if (isSame)
        {
            if (caller.Kind == CallerKind.Root)
            {
                by = Root;
                return null;
            }

            if (level == Level.Direct)
            {
                return null;
            }

            bool needsGrant = request.Question.RequiresResourcePolicyGrant
                || TrustCalls.Govern(request.Question.Action, request.Question.Resource);
            if (needsGrant && level == Level.None)
            {
                return Resource;
            }

            if (!isIdentityAllowing && level != Level.Entity)
            {
                return Identity;
            }

            by = isIdentityAllowing ? Identity : Resource;
        }
        else
        {
            if (IsOtherPartition(request))
            {
                return Resource;
            }

            if (caller.Kind == CallerKind.Root)
            {
                return level == Level.None ? Resource : null;
            }

            if (!isIdentityAllowing)
            {
                return Identity;
            }

            by = Identity;
        }

        if (sets.Boundary is { } boundary && !Allows(boundary))
        {
            return Boundary;
        }

        if (caller.Kind == CallerKind.RoleSession && sets.Session is { } session && !Allows(session))
        {
            return Session;
        }

        if (caller.Kind == CallerKind.FederatedUser && !Allows(sets.Session ?? []))
        {
            return Session;
        }

        return !isSame && level == Level.None ? Resource : null;
    }

    /// <summary>EV-19.</summary>
    private static bool IsOtherPartition(Request request) =>
        ArnText.Split(request.Question.Resource) is { } parts && parts[1] != request.Caller.Partition;

    /// <summary>§1.2, after the denies.</summary>
    private static bool Allows(IEnumerable<Match> matches) => matches.Any(match => !match.IsDeny);

    /// <summary>All documents, matched; control policies that do not bear on the caller are none.</summary>
    /// <remarks>EV-23, EV-24.</remarks>
    private MatchedSets MatchAll(Request request)
    {
        bool isServiceLinked = request.Caller.IsServiceLinked;
        bool isOfAccount = request.Caller.Account is not null && !isServiceLinked;
        return new MatchedSets
        {
            Identity = MatchesOf(_identity, request),
            Boundary = _boundary is null ? null : MatchesOf(_boundary, request),
            Session = _session is null ? null : MatchesOf(_session, request),
            Resource = MatchesOf(_resource, request),
            ServiceControl = isOfAccount ? [.. _serviceControl.Select(level => MatchesOf(level, request))] : [],
            ResourceControl = isServiceLinked ? [] : [.. _resourceControl.Select(level => MatchesOf(level, request))],
        };
    }

    /// <summary>§1.1, statement by statement.</summary>
    private List<Match> MatchesOf(IEnumerable<Policy> policies, Request request)
    {
        var matches = new List<Match>();
        foreach (Policy policy in policies)
        {
            for (int index = 0; index < policy.Statements.Count; index++)
            {
                Statement statement = policy.Statements[index];
                if (Matches(statement, request, out Level level))
                {
                    matches.Add(new Match(new StatementName(policy.Name, index), statement.IsDeny, level));
                }
            }
        }

        return matches;
    }

    private bool Matches(Statement statement, Request request, out Level level)
    {
        bool namesNobody = statement.Principal is null && statement.NotPrincipal is null;
        level = namesNobody
            ? Level.Direct
            : Principals.LevelOf(statement, request.Caller, request.HasBoundary, _isTrust, request.Question.Action);
        return level != Level.None
            && ActionFits(statement, request.Question.Action)
            && ResourceFits(statement, request.Question.Resource, request.Context)
            && Conditions.Hold(statement, request.Context);
    }

    /// <summary>§1.1, PL-32: Action any-match, NotAction none-match; an empty list matches nothing (PL-09).</summary>
    private static bool ActionFits(Statement statement, string action)
    {
        IReadOnlyList<ActionEntry> entries = statement.Action ?? statement.NotAction!;
        bool isAny = entries.Any(entry => entry.IsMatch(action));
        return entries.Count > 0 && isAny == (statement.Action is not null);
    }

    /// <summary>
    /// §1.1, PL-20, PL-45: Resource any-match, NotResource none-match; absent: the attached resource; an empty list
    /// matches nothing (PL-09).
    /// </summary>
    private static bool ResourceFits(Statement statement, string resource, Context context)
    {
        IReadOnlyList<ResourceEntry>? entries = statement.Resource ?? statement.NotResource;
        if (entries is null)
        {
            return true;
        }

        bool isAny = entries.Any(entry => entry.IsMatch(resource, context));
        return entries.Count > 0 && isAny == (statement.Resource is not null);
    }

    private static Policy[] Read(IEnumerable<Document> documents, DocumentKind kind) =>
        [.. documents.Select(document => DocumentReader.Read(document.Name, document.Text, kind))];

    private sealed record Request(Question Question, Caller Caller, string? Owner, Context Context, bool HasBoundary);

    private sealed record Match(StatementName Statement, bool IsDeny, Level Level);

    private sealed class MatchedSets
    {
        public required List<Match> Identity { get; init; }

        public required List<Match>? Boundary { get; init; }

        public required List<Match>? Session { get; init; }

        public required List<Match> Resource { get; init; }

        public required List<List<Match>> ServiceControl { get; init; }

        public required List<List<Match>> ResourceControl { get; init; }

        /// <summary>EV-06: the highest level among matching Allow statements.</summary>
        public Level GrantLevel =>
            Resource.Where(match => !match.IsDeny).Select(match => match.Level).Append(Level.None).Max();

        /// <summary>The sets in the order in which an explicit deny is named (EV-47).</summary>
        public (string Type, IEnumerable<Match> Matches)[] Ordered(string resource) =>
        [
            (ReferenceEvaluator.ServiceControl, ServiceControl.SelectMany(level => level)),
            (ReferenceEvaluator.ResourceControl, ResourceControl.SelectMany(level => level)),
            (resource, Resource),
            (ReferenceEvaluator.Identity, Identity),
            (ReferenceEvaluator.Boundary, Boundary ?? []),
            (ReferenceEvaluator.Session, Session ?? []),
        ];

        /// <summary>§9.2: the statements that determined the result; those of SCPs are not listed.</summary>
        public List<StatementName> Listed(bool isDeny) =>
        [
            .. Resource.Concat(Identity).Concat(Boundary ?? []).Concat(Session ?? [])
                .Concat(ResourceControl.SelectMany(level => level))
                .Where(match => match.IsDeny == isDeny)
                .Select(match => match.Statement),
        ];
    }
}

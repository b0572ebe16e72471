using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>Decides on a document that the reader accepted, in questions made of its own words.</summary>
internal static class DocumentDecision
{
    private static readonly PolicyReadOptions Stored = new() { Gate = PolicyGate.Stored, Quotas = null };

    private static readonly PolicyKind[] Kinds = Enum.GetValues<PolicyKind>();

    private static readonly IamPrincipal[] Callers = [Alice, Session, Federated, Root, Service, Anonymous, Stranger];

    private static readonly IamPrincipal[] Sessions = [Session, Federated];

    private static readonly PolicySet AllowAll = new(
        [new CompiledPolicy("all", Evaluation.World.Read(
            PolicyKind.Managed, """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""))]);

    public static int Try(string text, uint variant)
    {
        var random = new FuzzRandom(variant);
        PolicyKind kind = random.Pick<PolicyKind>(Kinds);
        PolicyReadResult result = PolicyReader.Read(text, kind, Stored);
        if (result.Document is null)
        {
            return Answers.Of(result);
        }

        var policy = new CompiledPolicy("fuzz", result.Document);
        ApplicablePolicies indexed = Applied(kind, new PolicySet([policy]));
        ApplicablePolicies unindexed = Applied(kind, PolicySet.Unindexed([policy]));
        uint answers = 0;
        for (int question = 0; question < 4; question++)
        {
            AuthorizationRequest request = Question(result.Document, kind, ref random);
            IamDecision decision = IamEvaluator.Decide(request, indexed);
            IamDecision plain = IamEvaluator.Decide(request, unindexed);
            Explanation explained = IamEvaluator.Explain(request, indexed);
            FuzzFault.Unless(IsSame(in decision, in plain), "The index changes the answer.");
            FuzzFault.Unless(IsSame(in decision, explained.Decision), "The explanation changes the answer.");
            answers = (answers << 4) | ((uint)decision.Outcome << 2) | (decision.Statement is null ? 0u : 1u);
        }

        return Answers.Mixed(((ulong)answers << 32) | (uint)Answers.Of(result));
    }

    private static bool IsSame(in IamDecision one, in IamDecision other) =>
        one.Outcome == other.Outcome && one.DecidedBy == other.DecidedBy;

    private static ApplicablePolicies Applied(PolicyKind kind, PolicySet set) => kind switch
    {
        PolicyKind.PermissionsBoundary => new() { Identity = AllowAll, PermissionsBoundary = set },
        PolicyKind.Session => new() { Identity = AllowAll, Session = set },
        PolicyKind.Resource or PolicyKind.RoleTrust => new() { Resource = set },
        PolicyKind.ServiceControl => new() { Identity = AllowAll, ServiceControlLevels = [set] },
        PolicyKind.ResourceControl => new() { Identity = AllowAll, ResourceControlLevels = [set] },
        _ => new() { Identity = set },
    };

    private static AuthorizationRequest Question(PolicyDocument document, PolicyKind kind, ref FuzzRandom random)
    {
        PolicyStatement statement = random.Pick(document.Statements.AsSpan());
        string action = random.Pick<string>([.. statement.Actions, "app:Get"]);
        string resource = random.Pick<string>([.. statement.Resources ?? [], Doc]);
        _ = ActionName.TryParse(Concrete(action), out ActionName name);
        _ = Arn.TryParse(Concrete(resource), out Arn arn);
        return new AuthorizationRequest(
            random.Pick<IamPrincipal>(kind == PolicyKind.Session ? Sessions : Callers),
            name.IsEmpty ? ActionName.Parse(GetDoc) : name,
            arn,
            new DocumentContext(document, random.NextBits()),
            random.OneIn(2) ? Here : null)
        {
            RequiresResourcePolicyGrant = random.OneIn(4),
        };
    }

    /// <summary>A text that the pattern may match.</summary>
    private static string Concrete(string pattern) =>
        pattern.Replace("*", "x", StringComparison.Ordinal).Replace('?', 'y');

    /// <summary>Answers with the document's own values, or near them; the same key always the same.</summary>
    private sealed class DocumentContext(PolicyDocument document, ulong seed) : RequestContext
    {
        private readonly string[] _values =
        [
            .. document.Statements.SelectMany(statement => statement.Conditions)
                .SelectMany(condition => condition.Values).Select(value => value.Text).Take(32),
            "", "x", "5", "true", "2026-05-04", "203.0.113.7", Doc,
        ];

        public override ContextValue Get(ConditionKey key)
        {
            var random = new FuzzRandom(seed ^ Answers.Of(key.Name.ToUpperInvariant()));
            string value = random.Pick<string>(_values);
            return random.Below(8) switch
            {
                0 => ContextValue.NotSupplied,
                1 => ContextValue.None,
                2 => ContextValue.Conflict,
                3 => ContextValue.Of([value, random.Pick<string>(_values)]),
                4 => ContextValue.Of(Concrete(value)),
                5 => ContextValue.Of(random.Below(20)),
                _ => ContextValue.Of(value),
            };
        }
    }
}

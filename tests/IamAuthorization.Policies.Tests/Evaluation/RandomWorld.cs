using System.Collections.Immutable;
using CsCheck;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>
/// A small world drawn from few names, so that things match: what the properties of evaluation.md §10 are held
/// against. An absent set is null; the levels of an organization are lists of statements.
/// </summary>
internal sealed record RandomWorld
{
    private static readonly Gen<Func<Statement, Statement>> AnyCondition =
        Gen.OneOf<Func<Statement, Statement>>(
            statement => statement,
            statement => statement,
            statement => statement.When("StringEquals", "app:v", "x"),
            statement => statement.When("StringNotEquals", "APP:V", "x", "z"),
            statement => statement.When("StringLikeIfExists", "app:v", "x*"),
            statement => statement.When("NumericLessThan", "app:n", "10"),
            statement => statement.When("NumericNotEquals", "app:n", "5").When("StringLike", "app:v", "*"),
            statement => statement.When("ForAllValues:StringEquals", "app:v", "y"),
            statement => statement.When("Null", "app:n", "true"));

    private static readonly Gen<Func<Statement, Statement>> AnyPrincipal =
        Gen.OneOf<Func<Statement, Statement>>(
            statement => statement.ForEveryone(),
            statement => statement.For(Here),
            statement => statement.For(AliceArn),
            statement => statement.For(RoleArn),
            statement => statement.For(SessionArn),
            statement => statement.For(FederatedArn, There),
            statement => statement.ForKind("Service", ServiceName));

    public required string Caller { get; init; }

    public required string Action { get; init; }

    public required string Resource { get; init; }

    public required string Owner { get; init; }

    public required ImmutableArray<(string Key, string? Value)> Context { get; init; }

    public required ImmutableArray<Statement> Identity { get; init; }

    public ImmutableArray<Statement>? Boundary { get; init; }

    public ImmutableArray<Statement>? Session { get; init; }

    public ImmutableArray<Statement>? ResourcePolicy { get; init; }

    public ImmutableArray<ImmutableArray<Statement>> Scps { get; init; } = [];

    public ImmutableArray<Statement>? Rcp { get; init; }

    public static Gen<RandomWorld> Any { get; } = Gen.Select(
        Gen.OneOf("user", "session", "federated", "root", "service", "anonymous"),
        Gen.Select(
            Gen.OneOf("app:Get", "app:Put"),
            Gen.OneOf(Doc("a"), Doc("b"), "*"),
            Gen.OneOf(Here, Here, There)),
        Gen.Select(
            Gen.OneOf<string?>("x", "y", "", null),
            Gen.OneOf<string?>("5", "15", "junk", null)),
        Statements(withPrincipal: false, allowsToo: true),
        Maybe(Statements(withPrincipal: false, allowsToo: true)),
        Maybe(Statements(withPrincipal: false, allowsToo: true)),
        Maybe(Statements(withPrincipal: true, allowsToo: true)),
        Gen.Select(
            Statements(withPrincipal: false, allowsToo: true).Array[0, 2],
            Maybe(Statements(withPrincipal: true, allowsToo: false))),
        (caller, question, context, identity, boundary, session, resource, organization) => new RandomWorld
        {
            Caller = caller,
            Action = question.Item1,
            Resource = question.Item2,
            Owner = question.Item3,
            Context = [("app:v", context.Item1), ("app:n", context.Item2)],
            Identity = identity,
            Boundary = boundary,
            Session = caller is "session" or "federated" ? session : null,
            ResourcePolicy = resource,
            Scps = [.. organization.Item1],
            Rcp = organization.Item2?.Select(AsRcp).ToImmutableArray(),
        });

    public static Gen<Statement> AnyStatement(bool withPrincipal, bool allowsToo = true) => Gen.Select(
        Gen.OneOf("Allow", "Allow", "Deny").Select(effect => allowsToo ? effect : "Deny"),
        Gen.OneOf("*", "app:*", "APP:get", "app:Get", "app:?ut", "iam:*"),
        Gen.OneOf("*", Doc("*"), Doc("a"), Doc("?"), Doc("${app:v}"), "arn:aws:other:::x"),
        Gen.OneOf("action", "action", "notAction", "notResource"),
        AnyCondition,
        AnyPrincipal,
        (effect, action, resource, form, condition, principal) =>
        {
            Statement statement = effect == "Deny"
                ? Statement.Deny(action, resource)
                : Statement.Allow(action, resource);
            statement = statement with { IsNotAction = form == "notAction", IsNotResource = form == "notResource" };
            statement = withPrincipal ? principal(statement) : statement;
            return condition(statement);
        });

    /// <summary>A statement as resource control policies have it: for everyone, and without NotAction.</summary>
    public static Statement AsRcp(Statement statement) =>
        statement.ForEveryone() with { Effect = PolicyEffect.Deny, IsNotAction = false };

    public World ToWorld()
    {
        World world = World.Of(Principal(Caller)).Asks(Action, Resource).OwnedBy(Owner);
        world = Context.Aggregate(
            world, static (built, entry) => entry.Value is null ? built : built.With(entry.Key, entry.Value));
        world = Identity.IsEmpty ? world : world.Identity([.. Identity]);
        world = Boundary is { } boundary ? world.Boundary([Statement.Silent, .. boundary]) : world;
        world = Session is { } session ? world.SessionPolicy([Statement.Silent, .. session]) : world;
        world = ResourcePolicy is { IsEmpty: false } resource ? world.ResourcePolicy([.. resource]) : world;
        world = Scps.Aggregate(world, static (built, level) => built.Scp([Statement.Silent, .. level]));
        return Rcp is { IsEmpty: false } rcp ? world.Rcp([.. rcp]) : world;
    }

    /// <summary>The question alone, asked by a user at home under no policies.</summary>
    public World QuestionOfUser() => (this with
    {
        Caller = "user",
        Owner = Here,
        Identity = [],
        Boundary = null,
        Session = null,
        ResourcePolicy = null,
        Scps = [],
        Rcp = null,
    }).ToWorld();

    public DecisionOutcome Decide() => ToWorld().Decide().Outcome;

    public bool IsAllowed() => Decide() == DecisionOutcome.Allow;

    /// <summary>The same world with every list of statements changed in the same way.</summary>
    public RandomWorld Map(Func<ImmutableArray<Statement>, ImmutableArray<Statement>> change) => this with
    {
        Identity = change(Identity),
        Boundary = Boundary is { } boundary ? change(boundary) : null,
        Session = Session is { } session ? change(session) : null,
        ResourcePolicy = ResourcePolicy is { } resource ? change(resource) : null,
        Scps = [.. Scps.Select(change)],
        Rcp = Rcp is { } rcp ? change(rcp) : null,
    };

    public override string ToString() =>
        $"{Caller} asks {Action} on {Resource} of {Owner} with {string.Join(", ", Context)}\n"
        + $"identity  {Text(Identity)}\nboundary  {Text(Boundary)}\nsession   {Text(Session)}\n"
        + $"resource  {Text(ResourcePolicy)}\nscp       {string.Join("\n          ", Scps.Select(level => Text(level)))}\n"
        + $"rcp       {Text(Rcp)}";

    private static string Doc(string name) => $"arn:aws:app::{Here}:doc/{name}";

    private static string Text(ImmutableArray<Statement>? statements) =>
        statements is { } present ? World.Text([.. present]) : "-";

    private static IamPrincipal Principal(string caller) => caller switch
    {
        "user" => Alice,
        "session" => Names.Session,
        "federated" => Federated,
        "root" => Root,
        "service" => Service,
        _ => Anonymous,
    };

    private static Gen<ImmutableArray<Statement>> Statements(bool withPrincipal, bool allowsToo) =>
        AnyStatement(withPrincipal, allowsToo).Array[0, 3].Select(statements => statements.ToImmutableArray());

    private static Gen<ImmutableArray<Statement>?> Maybe(Gen<ImmutableArray<Statement>> statements) =>
        Gen.Select(Gen.Int[0, 2], statements, (dice, some) => dice == 0 ? (ImmutableArray<Statement>?)some : null);
}

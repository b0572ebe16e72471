using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Limits;

/// <summary>A pattern that makes matching hard, at a place of a policy where patterns stand.</summary>
/// <param name="Place">Where the pattern stands and the text comes from.</param>
/// <param name="Name">What the pattern looks like.</param>
/// <param name="Pattern">The pattern with its unit repeated that many times.</param>
internal sealed record AdversarialCase(AdversarialPlace Place, string Name, Func<int, string> Pattern)
{
    private const char Common = 'a';
    private const char Missing = 'b';
    private const string Variable = "app:v";
    private const string Unit = "${app:v}";

    private static readonly IamPrincipal Alice =
        IamPrincipal.FromArn(Arn.Parse("arn:aws:iam::111122223333:user/alice"));

    /// <summary>
    /// Every case ends in a <c>b</c> that the text of <c>a</c> lacks, so that all the rest of the pattern is tried in
    /// vain.
    /// </summary>
    public static IReadOnlyList<AdversarialCase> All { get; } =
    [
        .. Everywhere(AdversarialPlace.Resource),
        .. Everywhere(AdversarialPlace.ResourceOfAnyRegion),
        .. Everywhere(AdversarialPlace.StringLike),
        .. Everywhere(AdversarialPlace.ArnLike),
        new(AdversarialPlace.Action, "(*a)n *b", n => Many("*a", n) + "*b"),
        new(AdversarialPlace.Action, "*(a?)n b*", n => "*" + Many("a?", n) + "b*"),
        new(AdversarialPlace.Action, "*a..ba..*", n => "*" + Many("a", n) + "b" + Many("a", n) + "*"),
    ];

    /// <summary>The value of the variable in the patterns.</summary>
    public string VariableValue { get; init; } = "a";

    public ApplicablePolicies Policies(int repetitions) => new()
    {
        Identity = new PolicySet(
            [new CompiledPolicy("adversary", Suites.Documents.Read(Place.Document(Pattern(repetitions))))]),
    };

    /// <summary>A question with a text of that length, which the pattern does not match.</summary>
    public AuthorizationRequest Miss(int length) => Question(new string(Common, length));

    /// <summary>A question that is hardly different, which the pattern matches.</summary>
    public AuthorizationRequest Hit(int length)
    {
        char[] text = new string(Common, length).ToCharArray();
        text[length / 2] = Missing;
        text[^1] = Missing;
        return Question(new string(text));
    }

    private static IEnumerable<AdversarialCase> Everywhere(AdversarialPlace place) =>
    [
        new(place, "(a*)n b", n => Many("a*", n) + "b"),
        new(place, "(*a)n *b*", n => Many("*a", n) + "*b*"),
        new(place, "a*(a?*)n b*", n => "a*" + Many("a?*", n) + "b*"),
        new(place, "*(a?)n b*", n => "*" + Many("a?", n) + "b*"),
        new(place, "*(?a)n b*", n => "*" + Many("?a", n) + "b*"),
        new(place, "*(?)n b*", n => "*" + Many("?", n) + "b*"),
        new(place, "*a..ba..*", n => "*" + Many("a", n / 2) + "b" + Many("a", n / 2) + "*"),
        new(place, "(*${v})n *b*", n => Many("*" + Unit, n) + "*b*"),
        new(place, "*(${v}?)n b*", n => "*" + Many(Unit + "?", n) + "b*"),
        new(place, "*(${v})n b*", n => "*" + Many(Unit, n) + "b*") { VariableValue = "aaa" },
    ];

    private static string Many(string unit, int count) => string.Concat(Enumerable.Repeat(unit, count));

    private AuthorizationRequest Question(string text) => new(
        Alice,
        ActionName.Parse(Place.ActionOf(text)),
        Arn.Parse(Place.ResourceOf(text)),
        new ContextValues(
        [
            new(ConditionKey.Of(Variable), ContextValue.Of(VariableValue)),
            new(ConditionKey.Of(AdversarialPlace.Key), ContextValue.Of(Place.ValueOf(text))),
        ]),
        Alice.AccountId);
}

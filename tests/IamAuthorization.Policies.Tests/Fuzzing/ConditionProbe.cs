using System.Text;
using System.Text.Json;
using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>
/// The same policy values under several operators, compiled once and asked often: what each says of a request value.
/// </summary>
internal sealed class ConditionProbe
{
    public const string Key = "app:key";

    private static readonly PolicyReadOptions Stored = new() { Gate = PolicyGate.Stored, Quotas = null };

    private readonly ApplicablePolicies _policies;
    private readonly ActionName[] _inAllow;
    private readonly ActionName[] _inDeny;
    private Questions? _questions;

    private ConditionProbe(string[] operators, PolicyDocument document)
    {
        _policies = new ApplicablePolicies { Identity = PolicySet.Indexed([new CompiledPolicy("probe", document)]) };
        _inAllow = [.. operators.Select((_, index) => ActionName.Parse($"app:A{index}"))];
        _inDeny = [.. operators.Select((_, index) => ActionName.Parse($"app:D{index}"))];
    }

    /// <summary>Compiles the operators with these values.</summary>
    public static ConditionProbe Of(string[] operators, params string[] values) =>
        TryOf(operators, values) ?? throw new ArgumentException("The reader refuses a value.", nameof(values));

    /// <summary>The same; null when the reader refuses a value, whatever the operator, for a character in it.</summary>
    public static ConditionProbe? TryOf(string[] operators, params string[] values)
    {
        PolicyDocument? document = PolicyReader.Read(Text(operators, values), PolicyKind.Managed, Stored).Document;
        return document is null ? null : new ConditionProbe(operators, document);
    }

    private static string Text(string[] operators, string[] values)
    {
        var text = new StringBuilder("""{"Version":"2012-10-17","Statement":[""");
        string list = JsonSerializer.Serialize(values);
        for (int index = 0; index < operators.Length; index++)
        {
            string condition = $$""" "Resource":"*","Condition":{"{{operators[index]}}":{"{{Key}}":{{list}} } } },""";
            text.Append($$"""{"Effect":"Allow","Action":"app:A{{index}}",""").Append(condition);
            text.Append($$"""{"Effect":"Deny","Action":"app:D{{index}}",""").Append(condition);
        }

        text.Append("""{"Effect":"Allow","Action":"app:D*","Resource":"*"}]}""");
        return text.ToString();
    }

    /// <summary>What the operator of that number answers.</summary>
    public Answer Ask(int index, RequestContext context)
    {
        // WHY: one reference, because threads share a probe.
        Questions questions = _questions is { } known && ReferenceEquals(known.Context, context)
            ? known
            : _questions = QuestionsIn(context);
        return (IsAllowed(questions.OfAllow[index]), !IsAllowed(questions.OfDeny[index])) switch
        {
            (true, true) => Answer.True,
            (false, false) => Answer.False,
            (false, true) => Answer.Unknown,
            _ => throw new FuzzFault("True in an Allow and false in a Deny: no truth value is that."),
        };
    }

    /// <summary>What all operators answer, in their order.</summary>
    public Answer[] AskAll(ContextValue given)
    {
        var context = new OneValue(given);
        var answers = new Answer[_inAllow.Length];
        for (int index = 0; index < answers.Length; index++)
        {
            answers[index] = Ask(index, context);
        }

        return answers;
    }

    private Questions QuestionsIn(RequestContext context) => new(
        context,
        Array.ConvertAll(_inAllow, action => Question(action, context)),
        Array.ConvertAll(_inDeny, action => Question(action, context)));

    private static AuthorizationRequest Question(ActionName action, RequestContext context) =>
        new(Names.Alice, action, Arn.Any, context);

    private bool IsAllowed(AuthorizationRequest question) => IamEvaluator.Decide(question, _policies).IsAllowed;

    private sealed record Questions(
        RequestContext Context, AuthorizationRequest[] OfAllow, AuthorizationRequest[] OfDeny);

    /// <summary>
    /// A context that gives one value to <see cref="Key"/> and another to variables of any other name.
    /// </summary>
    internal sealed class OneValue(ContextValue given, ContextValue variable = default) : RequestContext
    {
        private static readonly ConditionKey Asked = ConditionKey.Of(ConditionProbe.Key);

        public ContextValue Given { get; set; } = given;

        public override ContextValue Get(ConditionKey key) => key.Equals(Asked) ? Given : variable;
    }
}

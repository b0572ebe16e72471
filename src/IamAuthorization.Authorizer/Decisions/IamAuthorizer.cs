using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.Authorizer;

/// <summary>Decides the questions of one scope, each once, on what <see cref="QuestionReader"/> reads.</summary>
internal sealed class IamAuthorizer(
    QuestionReader reader, IIamDecisionLog log, ILogger<IamAuthorizer> logger)
    : IIamAuthorizer, IIamDecisionRecorder
{
    private volatile Answer? _first;
    private volatile ConcurrentDictionary<Question, Answer>? _others;

    public async ValueTask<IamDecision> AuthorizeAsync(
        IamPrincipal principal,
        ActionName action,
        IamResource resource,
        RequestContext? context = null,
        CancellationToken cancellationToken = default)
    {
        Answer answer = await AnswerAsync(
            QuestionOf(principal, action, resource, context), cancellationToken);
        if (!answer.Decision.IsAllowed)
        {
            RecordOf(answer);
        }

        return answer.Decision;
    }

    public async ValueTask<ImmutableArray<IamDecision>> AuthorizeManyAsync(
        IamPrincipal principal,
        IReadOnlyList<IamQuestion> questions,
        RequestContext? context = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var decisions = ImmutableArray.CreateBuilder<IamDecision>(questions.Count);
        foreach (IamQuestion question in questions)
        {
            Answer answer = await AnswerAsync(
                QuestionOf(principal, question.Action, question.Resource, context), cancellationToken);
            decisions.Add(answer.Decision);
        }

        return decisions.MoveToImmutable();
    }

    public IamDecisionRecord Record(in IamDecision denial)
    {
        if (denial.IsAllowed)
        {
            throw new ArgumentException("Only denials are recorded.", nameof(denial));
        }

        IamDecision sought = denial;
        Answer answer = Answers().FirstOrDefault(answer => IsSame(answer.Decision, sought))
            ?? new Answer(in sought, inputs: null);
        return RecordOf(answer);
    }

    private static Question QuestionOf(
        IamPrincipal principal, ActionName action, IamResource resource, RequestContext? context)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(resource);
        return new Question(
            principal,
            action,
            resource.Arn,
            resource.OwnerAccountId,
            resource.Tags,
            resource.RoleTagOverlay,
            resource.DelegatesTrust,
            context ?? RequestContext.Empty);
    }

    private static bool IsSame(in IamDecision left, in IamDecision right) =>
        ReferenceEquals(left.Principal, right.Principal)
        && left.Action == right.Action
        && left.Resource == right.Resource
        && left.Outcome == right.Outcome
        && left.DecidedBy == right.DecidedBy
        && Equals(left.Statement, right.Statement)
        && string.Equals(left.Failure, right.Failure, StringComparison.Ordinal);

    private async ValueTask<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        await reader.Gate.EnterAsync(cancellationToken);
        try
        {
            return Find(question) ?? Keep(question, await DecideAsync(question, cancellationToken));
        }
        finally
        {
            reader.Gate.Leave();
        }
    }

    private Answer? Find(Question question) =>
        _first is { } first && question.Equals(first.Question) ? first : _others?.GetValueOrDefault(question);

    /// <summary>WHY no dictionary for the first: most scopes put one question. Only inside the gate.</summary>
    private Answer Keep(Question question, Answer answer)
    {
        answer.Question = question;
        if (_first is null)
        {
            _first = answer;
        }
        else
        {
            (_others ??= new ConcurrentDictionary<Question, Answer>())[question] = answer;
        }

        return answer;
    }

    private IEnumerable<Answer> Answers() => _first is { } first ? [first, .. _others?.Values ?? []] : [];

    private async ValueTask<Answer> DecideAsync(Question question, CancellationToken cancellationToken)
    {
        var bare = new AuthorizationRequest(question.Principal, question.Action, question.Resource);
        try
        {
            DecisionInputs inputs = await reader.ReadAsync(question, cancellationToken);
            return new Answer(IamEvaluator.Decide(inputs.Request, inputs.Policies), inputs);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (UndecidableException exception)
        {
            return Undecided(in bare, exception.Message, exception.InnerException);
        }
        catch (Exception exception)
        {
            // WHY: E10. Whatever fails, the library's own code and the app's context included, must not allow.
            return Undecided(in bare, "the decision failed", exception);
        }
    }

    private Answer Undecided(in AuthorizationRequest request, string failure, Exception? exception)
    {
        if (exception is not null)
        {
            IamAuthorizerLog.Undecidable(
                logger,
                exception,
                request.Action.ToString(),
                LogText.Of(request.Resource.ToString()),
                LogText.Of(request.Principal.ToString()),
                failure);
        }

        return new Answer(IamDecision.Undecided(in request, failure), inputs: null);
    }

    private IamDecisionRecord RecordOf(Answer answer)
    {
        lock (answer)
        {
            return answer.Record ??= NewRecord(answer);
        }
    }

    private IamDecisionRecord NewRecord(Answer answer)
    {
        IamDecisionRecord record;
        try
        {
            record = new IamDecisionRecord(answer.Decision, reader.Now, reader.Revision, answer.Inputs);
        }
        catch (Exception exception)
        {
            // WHY: the app's context may throw for a key that the decision itself never asked for.
            IamAuthorizerLog.DecisionLogFailed(logger, exception);
            record = new IamDecisionRecord(answer.Decision, reader.Now, reader.Revision, inputs: null);
        }

        try
        {
            log.Add(record);
        }
        catch (Exception exception)
        {
            IamAuthorizerLog.DecisionLogFailed(logger, exception);
        }

        return record;
    }

    /// <summary>A decision, what it was made from, and its record once it has one.</summary>
    private sealed class Answer(in IamDecision decision, DecisionInputs? inputs)
    {
        public IamDecision Decision { get; } = decision;

        public DecisionInputs? Inputs { get; } = inputs;

        public Question? Question { get; set; }

        public IamDecisionRecord? Record { get; set; }
    }
}

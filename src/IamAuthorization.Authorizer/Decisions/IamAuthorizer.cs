using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>Decides the questions of one scope, each once, on what <see cref="QuestionReader"/> reads.</summary>
internal sealed class IamAuthorizer(
    QuestionReader reader, DecisionLogWriter log, SteadyLogger<IamAuthorizer> logger)
    : IIamAuthorizer, IIamDecisionRecorder
{
    public ValueTask<IamDecision> AuthorizeAsync(
        IamPrincipal principal,
        ActionName action,
        IamResource resource,
        RequestContext? context = null,
        CancellationToken cancellationToken = default)
    {
        ValueTask<Answer> answer = AnswerAsync(
            QuestionOf(principal, action, resource, context), cancellationToken);
        return answer.IsCompletedSuccessfully ? new(Recorded(answer.Result)) : RecordedAsync(answer);
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

    public async ValueTask RequireRevisionAsync(long revisionMin, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(revisionMin);
        await reader.Gate.EnterAsync(cancellationToken);
        try
        {
            reader.RequireRevision(revisionMin);
        }
        finally
        {
            reader.Gate.Leave();
        }
    }

    public IamDecisionRecord Record(in IamDecision denial)
    {
        if (denial.IsAllowed)
        {
            throw new ArgumentException("Only denials are recorded.", nameof(denial));
        }

        IamDecision sought = denial;
        Answer answer = reader.Answers.All.FirstOrDefault(answer => IsSame(answer.Decision, sought))
            ?? new Answer(in sought, inputs: null, reader.Revision);
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
        && left.Statement == right.Statement
        && string.Equals(left.Failure, right.Failure, StringComparison.Ordinal);

    private ValueTask<Answer> AnswerAsync(Question question, CancellationToken cancellationToken)
    {
        Task turn = reader.Gate.EnterAsync(cancellationToken);
        return turn.IsCompletedSuccessfully
            ? reader.Gate.LeaveAfterAsync(FindOrDecideAsync(question, cancellationToken))
            : AnswerAsync(turn, question, cancellationToken);
    }

    private async ValueTask<Answer> AnswerAsync(Task turn, Question question, CancellationToken cancellationToken)
    {
        await turn;
        return await reader.Gate.LeaveAfterAsync(FindOrDecideAsync(question, cancellationToken));
    }

    /// <summary>The answer. Whatever is wrong fails the result; nothing is thrown at once, past the gate.</summary>
    private ValueTask<Answer> FindOrDecideAsync(Question question, CancellationToken cancellationToken)
    {
        try
        {
            if (reader.Answers.Find(question) is { } known)
            {
                return new(known);
            }

            ValueTask<DecisionInputs> inputs = reader.ReadAsync(question, cancellationToken);
            return inputs.IsCompletedSuccessfully
                ? new(reader.Answers.Keep(question, Decide(question, inputs.Result, cancellationToken)))
                : DecideAsync(question, inputs, cancellationToken);
        }
        catch (Exception exception)
        {
            return DecideAsync(
                question, ValueTask.FromException<DecisionInputs>(exception), cancellationToken);
        }
    }

    private async ValueTask<Answer> DecideAsync(
        Question question, ValueTask<DecisionInputs> inputs, CancellationToken cancellationToken)
    {
        Answer answer;
        try
        {
            answer = Decide(question, await inputs, cancellationToken);
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            answer = Failed(question, exception);
        }

        return reader.Answers.Keep(question, answer);
    }

    private Answer Decide(Question question, DecisionInputs inputs, CancellationToken cancellationToken)
    {
        try
        {
            IamDecision decision = IamEvaluator.Decide(inputs.Request, inputs.Policies);
            return decision.IsAllowed && log.MustDeny
                ? Undecided(question, "the decision log fails", exception: null)
                : new Answer(decision, inputs, reader.Revision);
        }
        catch (Exception exception) when (!IsCancellation(exception, cancellationToken))
        {
            return Failed(question, exception);
        }
    }

    private static bool IsCancellation(Exception exception, CancellationToken cancellationToken) =>
        exception is OperationCanceledException && cancellationToken.IsCancellationRequested;

    /// <summary>E10: whatever fails, the library's own code and the app's context included, must not allow.</summary>
    private Answer Failed(Question question, Exception exception) => exception is UndecidableException undecidable
        ? Undecided(question, undecidable.Message, undecidable.InnerException)
        : Undecided(question, "the decision failed", exception);

    private Answer Undecided(Question question, string failure, Exception? exception)
    {
        var request = new AuthorizationRequest(question.Principal, question.Action, question.Resource);
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

        return new Answer(IamDecision.Undecided(request, failure), inputs: null, reader.Revision);
    }

    private async ValueTask<IamDecision> RecordedAsync(ValueTask<Answer> answer) => Recorded(await answer);

    /// <summary>The decision, in the log when it is a denial.</summary>
    private IamDecision Recorded(Answer answer)
    {
        if (!answer.Decision.IsAllowed)
        {
            RecordOf(answer);
        }

        return answer.Decision;
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
            record = new IamDecisionRecord(answer.Decision, reader.Now, answer.Revision, answer.Inputs);
        }
        catch (Exception exception)
        {
            // WHY: the app's context may throw for a key that the decision itself never asked for.
            IamAuthorizerLog.InputsNotRecorded(logger, exception);
            record = new IamDecisionRecord(answer.Decision, reader.Now, answer.Revision, inputs: null);
        }

        log.Add(record);
        return record;
    }
}

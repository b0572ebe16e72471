using System.Collections.Concurrent;

namespace IamAuthorization.Authorizer;

/// <summary>The answers of one scope. They are added inside its gate and may be looked through at any time.</summary>
internal sealed class ScopeAnswers
{
    private volatile Answer? _first;
    private volatile ConcurrentDictionary<Question, Answer>? _others;
    private volatile Answer[] _retired = [];

    public IEnumerable<Answer> All => _first is { } first ? [first, .. _others?.Values ?? [], .. _retired] : _retired;

    public Answer? Find(Question question) =>
        _first is { } first && question.Equals(first.Question) ? first : _others?.GetValueOrDefault(question);

    /// <summary>Lets every question be decided anew; what was answered before can still be recorded.</summary>
    public void Retire()
    {
        _retired = [.. All];
        _others = null;
        _first = null;
    }

    public Answer Keep(Question question, Answer answer)
    {
        answer.Question = question;
        if (_first is null)
        {
            _first = answer;
        }
        else
        {
            // WHY no dictionary for the first: most scopes put one question.
            _others ??= new ConcurrentDictionary<Question, Answer>();
            _others[question] = answer;
        }

        return answer;
    }
}

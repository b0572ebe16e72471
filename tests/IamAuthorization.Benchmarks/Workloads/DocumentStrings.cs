using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>
/// The bytes of the strings that documents hold, as objects on the heap, each string once. Literals of the program are
/// there without any document and do not count.
/// </summary>
internal sealed class DocumentStrings
{
    private const int HeaderBytes = 22;
    private const int Alignment = 8;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    public long Bytes { get; private set; }

    public void Add(PolicyDocument document)
    {
        Add(document.Id);
        foreach (PolicyStatement statement in document.Statements)
        {
            Add(statement.Sid);
            AddAll(statement.Actions);
            AddAll(statement.Resources ?? []);
            AddAll((statement.Principals ?? []).Select(principal => principal.Value));
            foreach (PolicyCondition condition in statement.Conditions)
            {
                Add(condition.Operator);
                Add(condition.Key);
                AddAll(condition.Values.Select(value => value.Text));
            }
        }
    }

    private void AddAll(IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            Add(text);
        }
    }

    private void Add(string? text)
    {
        if (text is not null && !ReferenceEquals(string.IsInterned(text), text) && _seen.Add(text))
        {
            Bytes += (HeaderBytes + (sizeof(char) * (long)text.Length) + Alignment - 1) / Alignment * Alignment;
        }
    }
}

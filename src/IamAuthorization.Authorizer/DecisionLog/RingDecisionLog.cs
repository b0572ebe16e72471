using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer;

/// <summary>The latest denials in memory. The oldest makes room for the newest.</summary>
internal sealed class RingDecisionLog(IOptions<IamAuthorizerOptions> options) : IIamDecisionLog
{
    private readonly Lock _changing = new();
    private readonly int _length = options.Value.DecisionLogLength;
    private readonly Queue<string> _order = new();
    private readonly Dictionary<string, IamDecisionRecord> _records = new(StringComparer.Ordinal);

    public void Add(IamDecisionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        lock (_changing)
        {
            if (_order.Count == _length)
            {
                _records.Remove(_order.Dequeue());
            }

            _order.Enqueue(record.Id);
            _records[record.Id] = record;
        }
    }

    public IamDecisionRecord? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (_changing)
        {
            return _records.GetValueOrDefault(id);
        }
    }
}

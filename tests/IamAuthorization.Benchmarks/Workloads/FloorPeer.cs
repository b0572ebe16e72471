using System.Collections.Frozen;

namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>
/// The floor F: a look-up of the action, a look-up of the principal's ARN and a comparison of 16 characters of the
/// resource. It decides nothing; every target is a multiple of it.
/// </summary>
internal sealed class FloorPeer(Workload workload) : Peer
{
    private const int PrefixLength = 16;

    private readonly string[] _actions = Array.ConvertAll(workload.Requests, row => row.Action);
    private readonly string[] _arns =
        Array.ConvertAll(workload.Requests, row => workload.Principals[row.Principal].Arn);
    private readonly string[] _resources = Array.ConvertAll(workload.Requests, row => row.Resource);
    private readonly string _prefix = workload.Requests[0].Resource[..PrefixLength];
    private FrozenDictionary<string, int> _actionNumbers = FrozenDictionary<string, int>.Empty;
    private FrozenDictionary<string, int> _arnNumbers = FrozenDictionary<string, int>.Empty;

    public override string Name => "floor-frozen";

    public override string About => "two look-ups in FrozenDictionary<string,int> and one StartsWith of 16 characters";

    public override void SetUp()
    {
        _actionNumbers = Numbered(_actions);
        _arnNumbers = Numbered(workload.Principals.Select(row => row.Arn));
    }

    public override int Decide(int from, int count)
    {
        int sum = 0;
        int index = from;
        for (int i = 0; i < count; i++)
        {
            sum += _actionNumbers[_actions[index]] + _arnNumbers[_arns[index]];
            sum += _resources[index].StartsWith(_prefix, StringComparison.Ordinal) ? 1 : 0;
            index = index + 1 == _actions.Length ? 0 : index + 1;
        }

        return sum;
    }

    public override bool? IsRight(int request) => null;

    private static FrozenDictionary<string, int> Numbered(IEnumerable<string> texts) =>
        texts.Distinct(StringComparer.Ordinal)
            .Select((text, index) => (text, index))
            .ToFrozenDictionary(row => row.text, row => row.index, StringComparer.Ordinal);
}

using System.Text.Json;
using IamAuthorization.Cli.Lines;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Simulation;

/// <summary>
/// Compiled policies by their exact text, because the cases of a run repeat theirs. Two generations bound it: when the
/// young one is full it becomes the old one, and what is used again moves back, so the least used are forgotten.
/// </summary>
internal sealed class PolicyCache
{
    /// <summary>The most policies kept in one generation.</summary>
    public const int CountMax = 2_048;

    /// <summary>The most text kept in one generation, in characters: compiled it is many times that.</summary>
    public const int LengthMax = 512 * 1024;

    private static readonly PolicyReadOptions AsStored = new() { Gate = PolicyGate.Stored, Quotas = null };

    private Dictionary<Key, CompiledPolicy> _young = [];
    private Dictionary<Key, CompiledPolicy> _old = [];
    private int _youngLength;

    /// <summary>The policies kept.</summary>
    internal int Count => _young.Count + _old.Count;

    /// <summary>A document, compiled.</summary>
    /// <param name="kind">What it is used as.</param>
    /// <param name="name">The name that decisions call it by.</param>
    /// <param name="document">The document; whatever it is, its text is what gets read.</param>
    /// <param name="where">Where it stands in the case, for messages.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="LineException">The document is malformed.</exception>
    public CompiledPolicy Get(PolicyKind kind, string name, JsonElement document, string where)
    {
        var key = new Key(kind, name, document.GetRawText());
        if (_young.TryGetValue(key, out CompiledPolicy? policy))
        {
            return policy;
        }

        policy = _old.TryGetValue(key, out CompiledPolicy? old) ? old : Compile(key, where);
        Keep(key, policy);
        return policy;
    }

    private static CompiledPolicy Compile(Key key, string where)
    {
        PolicyReadResult read = PolicyReader.Read(key.Text, key.Kind, AsStored);
        return read.Document is { } document ? new CompiledPolicy(key.Name, document) : throw Refused(read, where);
    }

    private static LineException Refused(PolicyReadResult read, string where)
    {
        string code = read.Error?.Code ?? "MalformedPolicyDocument";
        string message = read.Error?.Message ?? "The document is no policy.";
        foreach (PolicyFinding finding in read.Findings)
        {
            if (finding.Severity == PolicyFindingSeverity.Error)
            {
                return new LineException(code, $"`{where}`: {message} At `{finding.Path}`: {finding.Message}");
            }
        }

        return new LineException(code, $"`{where}`: {message}");
    }

    private void Keep(Key key, CompiledPolicy policy)
    {
        if (key.Text.Length > LengthMax)
        {
            return;
        }

        if (_young.Count == CountMax || _youngLength + key.Text.Length > LengthMax)
        {
            _old = _young;
            _young = [];
            _youngLength = 0;
        }

        _young.Add(key, policy);
        _youngLength += key.Text.Length;
    }

    private readonly record struct Key(PolicyKind Kind, string Name, string Text);
}

namespace IamAuthorization.Policies;

/// <summary>The six parts of a text that has the shape of an ARN, split at its first five colons.</summary>
internal readonly ref struct ArnParts
{
    public const int Count = 6;

    private const int PartitionStart = 4;

    private readonly int _partitionEnd;
    private readonly int _serviceEnd;
    private readonly int _regionEnd;
    private readonly int _accountEnd;

    public ArnParts(ReadOnlySpan<char> text, int partitionEnd, int serviceEnd, int regionEnd, int accountEnd)
    {
        Text = text;
        _partitionEnd = partitionEnd;
        _serviceEnd = serviceEnd;
        _regionEnd = regionEnd;
        _accountEnd = accountEnd;
    }

    /// <summary>The whole text.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>The part of that number, 0 (<c>arn</c>) to 5 (the resource).</summary>
    public ReadOnlySpan<char> this[int index] => index switch
    {
        0 => Text[..(PartitionStart - 1)],
        1 => Text[PartitionStart.._partitionEnd],
        2 => Text[(_partitionEnd + 1).._serviceEnd],
        3 => Text[(_serviceEnd + 1).._regionEnd],
        4 => Text[(_regionEnd + 1).._accountEnd],
        _ => Text[(_accountEnd + 1)..],
    };

    /// <summary>Splits a text; false when it does not begin with <c>arn:</c> or has fewer than six parts.</summary>
    public static bool TrySplit(ReadOnlySpan<char> text, out ArnParts parts)
    {
        parts = default;
        if (!text.StartsWith("arn:"))
        {
            return false;
        }

        int partitionEnd = Next(text, PartitionStart - 1);
        int serviceEnd = Next(text, partitionEnd);
        int regionEnd = Next(text, serviceEnd);
        int accountEnd = Next(text, regionEnd);
        if (accountEnd < 0)
        {
            return false;
        }

        parts = new ArnParts(text, partitionEnd, serviceEnd, regionEnd, accountEnd);
        return true;
    }

    private static int Next(ReadOnlySpan<char> text, int colon)
    {
        int distance = colon < 0 ? -1 : text[(colon + 1)..].IndexOf(':');
        return distance < 0 ? -1 : colon + 1 + distance;
    }
}

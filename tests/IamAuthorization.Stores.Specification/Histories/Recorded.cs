namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>An operation with its answer, and the readings of the recorder's clock before and after.</summary>
/// <param name="Operation">What was asked and answered.</param>
/// <param name="Invoked">The reading before it was asked.</param>
/// <param name="Returned">The reading after it was answered.</param>
public sealed record Recorded<TOperation>(TOperation Operation, long Invoked, long Returned)
{
    /// <summary>The end of an operation that need not have taken effect when the history ends.</summary>
    public const long Never = long.MaxValue;

    public override string ToString() =>
        $"{Invoked,4} … {(Returned == Never ? "  " : Returned),4}  {Operation}";
}

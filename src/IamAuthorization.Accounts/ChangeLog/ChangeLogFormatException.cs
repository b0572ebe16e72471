namespace IamAuthorization.Accounts;

/// <summary>A line of an exported change log is no entry in the form in which entries are written.</summary>
public sealed class ChangeLogFormatException : Exception
{
    /// <summary>Names the line.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ChangeLogFormatException(long line, string problem, Exception? innerException = null)
        : base($"Line {line} is no entry of a change log: {problem}.", innerException) => Line = line;

    /// <summary>The line, from 1.</summary>
    public long Line { get; }
}

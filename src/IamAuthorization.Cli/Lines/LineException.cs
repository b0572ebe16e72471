namespace IamAuthorization.Cli.Lines;

/// <summary>A line that cannot be answered: the code and message of its error.</summary>
internal sealed class LineException : Exception
{
    /// <summary>The code for input that is not what the command takes.</summary>
    public const string ValidationError = nameof(ValidationError);

    /// <summary>The line is not what the command takes.</summary>
    /// <param name="message">What was found, where, and what would be right.</param>
    public LineException(string message)
        : this(ValidationError, message)
    {
    }

    /// <summary>The line cannot be answered.</summary>
    /// <param name="code">The code of the error.</param>
    /// <param name="message">What was found, where, and what would be right.</param>
    public LineException(string code, string message)
        : base(message) => Code = code;

    /// <summary>The code of the error.</summary>
    public string Code { get; }
}

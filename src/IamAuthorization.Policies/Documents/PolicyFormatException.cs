namespace IamAuthorization.Policies;

/// <summary>A text is no policy document of the kind asked for.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html">Troubleshoot IAM
/// policies</see>
/// </remarks>
public sealed class PolicyFormatException : FormatException
{
    /// <summary>Makes an exception without a result.</summary>
    public PolicyFormatException()
        : this("The text is not a policy document.")
    {
    }

    /// <summary>Makes an exception without a result.</summary>
    /// <param name="message">What is wrong.</param>
    public PolicyFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception without a result.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What caused it.</param>
    public PolicyFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal PolicyFormatException(PolicyReadResult result)
        : base(MessageOf(result)) =>
        Result = result;

    /// <summary>
    /// The error and all findings; <see langword="null"/> when the exception was not thrown by the reader.
    /// </summary>
    public PolicyReadResult? Result { get; }

    private static string MessageOf(PolicyReadResult result)
    {
        PolicyFinding finding = result.Findings.First(found => found.Severity == PolicyFindingSeverity.Error);
        return $"{result.Error!.Code} at line {finding.Position.Line}, column {finding.Position.Column}: "
            + finding.Message;
    }
}

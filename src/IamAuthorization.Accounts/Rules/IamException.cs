namespace IamAuthorization.Accounts;

/// <summary>A rule of accounts refuses what was asked: code and message are those of AWS's API.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common errors</see>
/// </remarks>
public sealed class IamException : Exception
{
    /// <summary>Names the rule.</summary>
    /// <param name="code">The code, one of <see cref="IamErrorCodes"/>.</param>
    /// <param name="message">What is wrong, in the words of the API; it holds no secret.</param>
    /// <param name="innerException">The cause, if any.</param>
    public IamException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>The code, for example <c>NoSuchEntity</c>.</summary>
    public string Code { get; }
}

namespace IamAuthorization.SecurityTokens;

/// <summary>A stored signing key cannot be used; the message says which, why, and what to do.</summary>
public sealed class SigningKeyException : Exception
{
    /// <summary>Says what is wrong and what to do.</summary>
    /// <param name="problem">Which key, and why it cannot be used.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="innerException">The cause, or <see langword="null"/>.</param>
    public SigningKeyException(string problem, string remedy, Exception? innerException = null)
        : base($"{problem} {remedy}", innerException)
    {
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>Which key, and why it cannot be used.</summary>
    public string Problem { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}

namespace IamAuthorization.Accounts;

/// <summary>The store cannot tell its newest state, or not in time. Whatever depends on it is denied.</summary>
public sealed class IamStoreUnavailableException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause, if any.</param>
    public IamStoreUnavailableException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

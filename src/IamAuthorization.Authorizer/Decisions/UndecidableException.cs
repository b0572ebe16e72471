namespace IamAuthorization.Authorizer;

/// <summary>A question cannot be decided. The message follows "because" and is shown to callers.</summary>
internal sealed class UndecidableException(string reason, Exception? innerException = null)
    : Exception(reason, innerException);

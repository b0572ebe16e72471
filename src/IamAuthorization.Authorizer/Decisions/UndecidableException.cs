namespace IamAuthorization.Authorizer;

/// <summary>A question cannot be decided. The message is a phrase that follows "because", for operators.</summary>
internal class UndecidableException(string reason, Exception? innerException = null)
    : InvalidOperationException(reason, innerException);

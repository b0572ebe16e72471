namespace IamAuthorization.Authorizer;

<<<<<<< HEAD
/// <summary>A question cannot be decided. The message follows "because" and is shown to callers.</summary>
=======
/// <summary>A question cannot be decided. The message is a phrase that follows "because", for operators.</summary>
>>>>>>> aspnetcore
internal sealed class UndecidableException(string reason, Exception? innerException = null)
    : InvalidOperationException(reason, innerException);

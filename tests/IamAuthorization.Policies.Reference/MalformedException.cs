namespace IamAuthorization.Policies.Reference;

/// <summary>The text is no JSON, no policy document, or no case: PL-76, EV-02.</summary>
public sealed class MalformedException(string message) : Exception(message);

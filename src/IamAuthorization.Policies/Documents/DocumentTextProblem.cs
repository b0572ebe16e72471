namespace IamAuthorization.Policies;

/// <summary>Why a text is no JSON document, and where, in bytes of the text.</summary>
internal readonly record struct DocumentTextProblem(int Offset, string Message);

namespace IamAuthorization.Policies;

/// <summary>Why a text is no JSON document, and where.</summary>
internal readonly record struct DocumentTextProblem(TextPosition Position, string Message);

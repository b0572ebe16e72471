namespace IamAuthorization.Policies;

/// <summary>One thing found in a document.</summary>
/// <param name="Code">The check, in the names of AWS's policy validation, for example <c>INVALID_ACTION</c>.</param>
/// <param name="Severity">How bad it is. A document with an error is not a policy.</param>
/// <param name="Path">Where in the document, as a JSON pointer, for example <c>/Statement/0/Action</c>.</param>
/// <param name="Position">Where in the text.</param>
/// <param name="Message">What was found and what would be right.</param>
public sealed record PolicyFinding(
    string Code, PolicyFindingSeverity Severity, string Path, TextPosition Position, string Message);

namespace IamAuthorization.Policies;

/// <summary>A place in the text of a document.</summary>
/// <param name="Line">The line, counted from 1; 0 when the place is not known.</param>
/// <param name="Column">The column in UTF-16 code units, counted from 1; 0 when the place is not known.</param>
public readonly record struct TextPosition(int Line, int Column);

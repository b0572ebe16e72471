namespace IamAuthorization.Policies;

/// <summary>A text that whatever a pattern matches must hold.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsHead">Whether it must stand at the beginning.</param>
internal readonly record struct LiteralRun(ReadOnlyMemory<char> Text, bool IsHead);

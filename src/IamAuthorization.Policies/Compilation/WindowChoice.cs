namespace IamAuthorization.Policies;

/// <summary>The window under which one resource of a statement is found.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Resource">Its resource.</param>
/// <param name="Hash">The hash of the window.</param>
/// <param name="Place">Where the window stands, or <see cref="ResourceWindow.Anywhere"/>.</param>
internal readonly record struct WindowChoice(
    CompiledStatement Statement, ResourcePattern Resource, ulong Hash, int Place);

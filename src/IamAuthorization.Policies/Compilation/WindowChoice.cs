namespace IamAuthorization.Policies;

/// <summary>The window under which one resource of a statement is found.</summary>
/// <param name="Entry">The statement.</param>
/// <param name="Resource">Its resource.</param>
/// <param name="Window">The window.</param>
/// <param name="Place">Where the window stands, or <see cref="ResourceWindow.Anywhere"/>.</param>
internal readonly record struct WindowChoice(
    IndexedStatement Entry, ResourcePattern Resource, ResourceWindow Window, int Place);

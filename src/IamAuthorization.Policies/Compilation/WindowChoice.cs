namespace IamAuthorization.Policies;

/// <summary>The window under which one resource of a statement is found.</summary>
/// <param name="Entry">The place of the statement among those that windows are chosen for.</param>
/// <param name="Resource">The place of the resource among those of the statement.</param>
/// <param name="Place">Where the window stands, or <see cref="ResourceWindow.Anywhere"/>.</param>
/// <param name="Window">The window.</param>
internal readonly record struct WindowChoice(int Entry, int Resource, int Place, ResourceWindow Window);

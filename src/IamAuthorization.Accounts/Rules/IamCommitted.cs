namespace IamAuthorization.Accounts;

/// <summary>What an operation made, and when it counts.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
/// <param name="Value">The result.</param>
/// <param name="Revision">The revision of the commit: whoever decides on it or a later one knows of it.</param>
public readonly record struct IamCommitted<T>(T Value, long Revision);

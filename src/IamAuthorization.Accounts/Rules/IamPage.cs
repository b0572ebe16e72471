namespace IamAuthorization.Accounts;

/// <summary>A part of a list, in the order of names without regard to case.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="Next">
/// Where the next page begins, for <see cref="IamPageQuery.After"/>; <see langword="null"/> when nothing is left. It
/// is the last name given out, so that what is made or deleted meanwhile moves no page.
/// </param>
public sealed record IamPage<T>(ValueList<T> Items, string? Next);

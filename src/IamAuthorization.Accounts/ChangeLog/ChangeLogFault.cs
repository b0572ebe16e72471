namespace IamAuthorization.Accounts;

/// <summary>The first place at which a change log is broken.</summary>
/// <param name="Kind">What is wrong there.</param>
/// <param name="AccountId">The account whose log is broken, or <see langword="null"/> when that cannot be read.</param>
/// <param name="Sequence">The number of the entry, or <see langword="null"/> when that cannot be read.</param>
/// <param name="Position">
/// The place of the entry among all that were read, from 1: the line of a file. One more than there are when the log
/// ends too early.
/// </param>
/// <param name="Message">What was found, and what should be there.</param>
public sealed record ChangeLogFault(
    ChangeLogFaultKind Kind, string? AccountId, long? Sequence, long Position, string Message);

using System.Collections.Immutable;

namespace IamAuthorization.Accounts;

/// <summary>What came of putting policy files into effect.</summary>
/// <param name="Revision">The revision of the store afterwards.</param>
/// <param name="Problems">What stands against it, a sentence each; with any, nothing changed.</param>
internal readonly record struct PolicyFileOutcome(long Revision, ImmutableArray<string> Problems);

using System.Collections.Immutable;

namespace IamAuthorization.Accounts;

/// <summary>What one commit changed: keys, not values.</summary>
/// <param name="Revision">The revision that the commit made.</param>
/// <param name="Keys">What was added, replaced or deleted.</param>
public sealed record IamChange(long Revision, ImmutableArray<IamEntityKey> Keys);

using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A member of a JSON object and where its name stands.</summary>
internal sealed record PlacedMember(string Name, TextPosition Position, PlacedValue Value);

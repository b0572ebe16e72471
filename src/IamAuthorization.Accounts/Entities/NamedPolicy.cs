using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A document with the name it has where it is attached: an inline policy, an SCP or an RCP.</summary>
/// <param name="Name">The name.</param>
/// <param name="Document">The document.</param>
public sealed record NamedPolicy(string Name, PolicyDocument Document);

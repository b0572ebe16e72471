using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>One of several questions asked together.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
public sealed record IamQuestion(ActionName Action, IamResource Resource);

using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>Whether a user may read a page, and the right answer.</summary>
internal sealed record ScaleQuestion(Arn User, Arn Page, bool IsAllowed);

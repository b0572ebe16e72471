using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>One world: every document that bears on a question, and the question.</summary>
internal sealed record Case(ApplicableDocuments Documents, Question Question)
{
    /// <summary>The name that decisions call the session policy by: its member in <c>iam simulate</c>.</summary>
    public const string SessionPolicy = "sessionPolicy";

    /// <summary>The name that decisions call the resource's policy by.</summary>
    public const string ResourcePolicy = "resourcePolicy";
}

using IamAuthorization.Accounts;

namespace IamAuthorization.Authorizer;

/// <summary>What the readers of all scopes share: one object, so that a scope's own is small.</summary>
internal sealed record ReaderServices(
    IIamStore Store,
    PolicyLoader Loader,
    CallerReader Callers,
    TargetReader Targets,
    BoundedCalls Calls,
    TimeProvider Clock);

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Says that requests to the endpoint stay open: what they were allowed is decided again while they run, and a request
/// that is not allowed any more is aborted. Hubs, WebSockets, gRPC streams and results that stream are found without.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html">Revoke IAM role
/// temporary security credentials</see>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ReauthorizeWhileOpenAttribute : Attribute;

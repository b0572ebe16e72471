namespace IamAuthorization.Policies;

/// <summary>
/// The order of checks of policy-language §8: the error of a document is that of the first one it fails.
/// </summary>
internal enum RefusalOrder
{
    Parameter = 0,
    Syntax,
    Version,
    LegacyParsing,
    PrincipalNotAllowed,
    DuplicateSid,
    MissingActions,
    MissingResources,
    Action,
    Resource,
    TrustResource,
    TrustNotPrincipal,
    TrustAction,
    TrustMissingPart,
    Principal,
    OtherContent,
    Size,
}

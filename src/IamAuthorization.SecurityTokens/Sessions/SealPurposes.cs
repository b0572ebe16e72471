namespace IamAuthorization.SecurityTokens;

/// <summary>
/// The Data Protection purposes, each followed by the issuer: what is sealed for one use opens for no other, and what
/// staging sealed does not open in production. They are part of the format and never change.
/// </summary>
internal static class SealPurposes
{
    public const string Root = "IamAuthorization.SecurityTokens";

    public const string BearerSession = "BearerSession.v1";

    public const string SigningKey = "SigningKey.v1";
}

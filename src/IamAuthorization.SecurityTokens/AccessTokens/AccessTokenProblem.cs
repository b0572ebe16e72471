namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Why a token is refused, as phrases that may be told to whoever sent it. None holds a part of the token, and those
/// about its content are told only once the signature is known to be ours.
/// </summary>
internal static class AccessTokenProblem
{
    public const string TooLong = "the token is longer than any of ours";
    public const string Malformed = "the token is not a well-formed JWT";
    public const string Algorithm = "the token is not signed with ES256";
    public const string Type = "the token is not an access token";
    public const string Header = "the token's header is not one of ours";
    public const string Claims = "the token lacks claims, or has claims of a wrong form";
    public const string UnknownKey = "the token is signed with an unknown key";
    public const string Signature = "the token's signature is not valid";
    public const string Issuer = "the token is from another issuer";
    public const string Audience = "the token is for another audience";
    public const string Expired = "the token has expired";
    public const string NotYetValid = "the token is not valid yet";
    public const string Session = "the token carries no session that can be opened";
    public const string Mismatch = "the token and its session do not belong together";
}

namespace IamAuthorization.Policies;

/// <summary>Whether a kind of policy has an element (policy-language §2).</summary>
internal enum ElementRule
{
    Forbidden = 0,
    Optional,
    Required,
}

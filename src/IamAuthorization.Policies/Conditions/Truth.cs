namespace IamAuthorization.Policies;

/// <summary>
/// Three-valued truth (conditions §3.9). The order makes OR the larger and AND the smaller of two.
/// </summary>
internal enum Truth
{
    False = 0,

    /// <summary>A value could not be read as what the operator compares: false in an Allow, true in a Deny.</summary>
    Unknown,

    True,
}

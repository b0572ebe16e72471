namespace IamAuthorization.Policies;

/// <summary>
/// How closely an entry of a Principal element names the caller (evaluation §1.3). The order is the strength.
/// </summary>
internal enum PrincipalMatchLevel : byte
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>By its account: the grant is delegated to the account, whose own policies must still allow.</summary>
    Account,

    /// <summary>By the role of its session, or by the user who made its federated session.</summary>
    Entity,

    /// <summary>Itself, or everyone.</summary>
    Direct,
}

namespace IamAuthorization.Policies;

/// <summary>What a statement is, apart from its lists.</summary>
[Flags]
internal enum StatementTraits : byte
{
    None = 0,

    /// <summary>The effect is Deny.</summary>
    Deny = 1,

    /// <summary>The list of actions is NotAction.</summary>
    NotAction = 2,

    /// <summary>The list of resources is NotResource.</summary>
    NotResource = 4,

    /// <summary>There is neither Resource nor NotResource: the attached resource is meant (PL-20).</summary>
    AttachedResource = 8,

    /// <summary>The list of principals is NotPrincipal.</summary>
    NotPrincipal = 16,
}

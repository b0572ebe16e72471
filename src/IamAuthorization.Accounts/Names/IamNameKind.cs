namespace IamAuthorization.Accounts;

/// <summary>What a name names: it decides how long the name may be.</summary>
internal enum IamNameKind
{
    User = 0,
    Group,
    Role,
    Policy,
}

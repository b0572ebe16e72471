namespace IamAuthorization.Policies;

/// <summary>The catalogue's keys that follow from principal and resource.</summary>
internal static class ConditionKeys
{
    public static readonly ConditionKey PrincipalArn = ConditionKey.Of("aws:PrincipalArn");
    public static readonly ConditionKey PrincipalAccount = ConditionKey.Of("aws:PrincipalAccount");
    public static readonly ConditionKey UserName = ConditionKey.Of("aws:username");
    public static readonly ConditionKey ResourceAccount = ConditionKey.Of("aws:ResourceAccount");
}

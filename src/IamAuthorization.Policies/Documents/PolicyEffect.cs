namespace IamAuthorization.Policies;

/// <summary>What a matching statement does.</summary>
public enum PolicyEffect
{
    /// <summary>The statement denies, whatever other statements allow.</summary>
    Deny = 0,

    /// <summary>The statement allows, unless another one denies.</summary>
    Allow = 1,
}

namespace IamAuthorization.Accounts;

/// <summary>One thing a store keeps and replaces as a whole. Immutable; equal when every field is.</summary>
public abstract record IamEntity
{
    /// <summary>What the store finds it by.</summary>
    public abstract IamEntityKey Key { get; }
}

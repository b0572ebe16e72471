namespace IamAuthorization.Authorizer.Tests;

/// <summary>What can go wrong where the authorizer asks others.</summary>
public enum Fault
{
    Null = 0,
    Throw,
    Cancel,
    Hang,
    Unreadable,
}

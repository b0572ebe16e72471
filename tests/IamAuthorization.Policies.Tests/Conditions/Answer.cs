namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Three-valued truth of a condition (conditions §3.9).</summary>
public enum Answer
{
    False,
    True,
    Unknown,
}

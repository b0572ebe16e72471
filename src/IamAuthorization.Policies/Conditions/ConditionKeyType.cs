namespace IamAuthorization.Policies;

/// <summary>The declared type of a condition key's values.</summary>
public enum ConditionKeyType
{
    /// <summary>Text; also what undeclared keys are taken for.</summary>
    String = 0,

    /// <summary>A point in time.</summary>
    Date,

    /// <summary>A decimal number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>An IP address.</summary>
    IpAddress,

    /// <summary>An ARN.</summary>
    Arn,

    /// <summary>Bytes, written in base64.</summary>
    Binary,
}

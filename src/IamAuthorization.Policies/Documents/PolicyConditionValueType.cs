namespace IamAuthorization.Policies;

/// <summary>How a condition value was written in JSON. Its meaning is the text in any case.</summary>
public enum PolicyConditionValueType
{
    /// <summary>A JSON string.</summary>
    String = 0,

    /// <summary>A JSON number; its text is kept as written.</summary>
    Number,

    /// <summary>JSON <c>true</c> or <c>false</c>.</summary>
    Boolean,
}

namespace IamAuthorization.Policies;

/// <summary>One value of a condition.</summary>
/// <param name="Text">The value as text; numbers and booleans by their JSON text.</param>
/// <param name="Type">How it was written.</param>
public readonly record struct PolicyConditionValue(string Text, PolicyConditionValueType Type);

namespace IamAuthorization.Policies;

/// <summary>The set prefix of a condition operator.</summary>
internal enum ConditionSet
{
    None = 0,
    ForAllValues,
    ForAnyValue,
}

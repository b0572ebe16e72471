namespace IamAuthorization.Policies;

/// <summary>The comparison a condition operator makes, without negation, set prefix and IfExists.</summary>
internal enum ConditionBase
{
    StringEquals = 0,
    StringEqualsIgnoreCase,
    StringLike,
    NumericEquals,
    NumericLessThan,
    NumericLessThanEquals,
    NumericGreaterThan,
    NumericGreaterThanEquals,
    DateEquals,
    DateLessThan,
    DateLessThanEquals,
    DateGreaterThan,
    DateGreaterThanEquals,
    Bool,
    BinaryEquals,
    IpAddress,
    ArnLike,
    Null,
}

namespace IamAuthorization.Policies;

/// <summary>
/// Where the parts of a statement begin in the tables of its policy. They end where those of the next row begin, so
/// that a table of rows has one more than there are statements.
/// </summary>
internal readonly record struct StatementRow(int Actions, int Resources, int Conditions, StatementTraits Traits);

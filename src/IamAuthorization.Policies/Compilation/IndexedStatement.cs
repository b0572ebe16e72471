namespace IamAuthorization.Policies;

/// <summary>A statement of an index.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="ActionClass">Its class by <see cref="ActionClasses"/>.</param>
internal readonly record struct IndexedStatement(CompiledStatement Statement, int ActionClass);

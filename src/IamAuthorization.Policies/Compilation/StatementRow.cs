namespace IamAuthorization.Policies;

/// <summary>
/// Where the parts of a statement begin in the tables of its policy. They end where those of the next row begin, so
/// that a table of rows has one more than there are statements.
/// </summary>
/// <param name="Actions">The place of its first action.</param>
/// <param name="Resources">The place of its first resource.</param>
/// <param name="Conditions">The place of its first condition.</param>
/// <param name="Service">
/// The <see cref="ServiceNumber"/> of all its actions, so that those of other services are never looked at; none where
/// they are of several.
/// </param>
/// <param name="Traits">What it is.</param>
internal readonly record struct StatementRow(
    int Actions, int Resources, int Conditions, ushort Service, StatementTraits Traits)
{
    /// <summary>Whether an action of that service may be one of its own.</summary>
    public bool MayCover(ushort service) => Service == service || Service == ServiceNumber.None;
}

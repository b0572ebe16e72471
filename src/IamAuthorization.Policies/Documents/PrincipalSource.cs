namespace IamAuthorization.Policies;

/// <summary>One entry of a Principal element, with its place.</summary>
/// <param name="Kind">The key it stands under.</param>
/// <param name="Node">The value.</param>
internal readonly record struct PrincipalSource(PolicyPrincipalKind Kind, DocumentNode Node)
{
    public string Text => Node.Text;

    public PolicyPrincipal ToPrincipal() => new(Kind, Text);
}

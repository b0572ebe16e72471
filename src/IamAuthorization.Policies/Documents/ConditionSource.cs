namespace IamAuthorization.Policies;

/// <summary>One test of a condition, with its place.</summary>
/// <param name="Operator">The operator, taken apart.</param>
/// <param name="OperatorNode">The member that names the operator.</param>
/// <param name="KeyNode">The member that names the key.</param>
/// <param name="Values">The values.</param>
internal sealed record ConditionSource(
    ConditionOperator Operator,
    DocumentNode OperatorNode,
    DocumentNode KeyNode,
    DocumentNodeList Values)
{
    public string Key => KeyNode.Name!;

    public bool IsKey(string name) => string.Equals(Key, name, StringComparison.OrdinalIgnoreCase);

    public PolicyCondition ToCondition() => new(
        OperatorNode.Name!, Key, [.. Values.Select(node => new PolicyConditionValue(node.Text, TypeOf(node)))]);

    private static PolicyConditionValueType TypeOf(DocumentNode node) => node.Kind switch
    {
        DocumentNodeKind.Number => PolicyConditionValueType.Number,
        DocumentNodeKind.Boolean => PolicyConditionValueType.Boolean,
        _ => PolicyConditionValueType.String,
    };
}

namespace IamAuthorization.Policies;

/// <summary>
/// The content of condition tests: keys, operators and the shape of their values (C-05, C-06, C-12, C-34).
/// </summary>
internal sealed class ConditionChecks(bool hasVariables, FindingCollector findings)
{
    private readonly ConditionValueChecks _values = new(hasVariables, findings);

    public void Check(StatementSource statement)
    {
        CheckEmptyBlocks(statement);
        foreach (ConditionSource condition in statement.Conditions)
        {
            CheckKey(condition);
            CheckSet(condition);
            CheckValueList(condition);
            foreach (DocumentNode value in condition.Values)
            {
                _values.Check(condition, value);
            }
        }
    }

    private void CheckEmptyBlocks(StatementSource statement)
    {
        if (statement.Condition is not { Kind: DocumentNodeKind.Object } element)
        {
            return;
        }

        foreach (DocumentNode block in element.Children)
        {
            if (block is { Kind: DocumentNodeKind.Object, Children.Count: 0 })
            {
                findings.RefuseName(
                    Refusal.OtherContent,
                    FindingCodes.EmptyObjectCondition,
                    block,
                    $"{Shown.Text(block.Name!)} tests nothing: write a condition key and its values, or leave it out.");
            }
        }
    }

    private void CheckKey(ConditionSource condition)
    {
        if (ConditionKeyCatalogue.IsTagFamilyWithoutKey(condition.Key))
        {
            RefuseKey(
                condition, FindingCodes.MissingTagKeyInCondition, "it lacks the tag key; write `aws:ResourceTag/team`");
        }
        else if (condition.Key.Contains("${", StringComparison.Ordinal))
        {
            RefuseKey(
                condition, FindingCodes.VariableUnsupportedInElement, "a condition key takes no policy variables");
        }
        else if (!ConditionKeyCatalogue.IsWellFormed(condition.Key))
        {
            RefuseKey(
                condition,
                FindingCodes.InvalidConditionKeyFormat,
                "write `prefix:name`, both not empty and without white space");
        }
    }

    private void CheckSet(ConditionSource condition)
    {
        bool hasSet = condition.Operator.Set != ConditionSet.None;
        if (hasSet && condition.Operator.Base == ConditionBase.Null)
        {
            RefuseOperator(
                condition, FindingCodes.NullWithQualifier, "`Null` takes no `ForAllValues:` or `ForAnyValue:`");
        }
        else if (!hasSet
            && condition.Operator.Base != ConditionBase.Null
            && ConditionKeyCatalogue.Find(condition.Key)?.Cardinality == ConditionKeyCardinality.Multiple)
        {
            RefuseOperator(
                condition,
                FindingCodes.MissingQualifier,
                $"{Shown.Text(condition.Key)} has several values; write `ForAnyValue:` or `ForAllValues:` before it");
        }
    }

    private void CheckValueList(ConditionSource condition)
    {
        if (condition.KeyNode is { Kind: DocumentNodeKind.Array, Children.Count: 0 })
        {
            findings.Refuse(
                Refusal.OtherContent,
                CodeOfEmptyList(condition.Operator),
                condition.KeyNode,
                $"{Shown.Text(condition.Key)} is compared with no value: name at least one, or use `Null`.");
        }

        CheckOneType(condition.Values);
        bool isManyBooleans = condition.Operator is { Base: ConditionBase.Bool, Set: ConditionSet.None }
            && condition.Values.Count > 1;
        if (isManyBooleans)
        {
            findings.Refuse(
                Refusal.OtherContent,
                FindingCodes.InvalidConditionMultipleBoolean,
                condition.KeyNode,
                $"{Shown.Text(condition.Key)} is compared with {condition.Values.Count} booleans: write one.");
        }
    }

    private void CheckOneType(DocumentNodeList values)
    {
        if (values.Count == 0)
        {
            return;
        }

        DocumentNode first = values.First();
        DocumentNodeList others = values.Only(~first.Kind);
        if (others.Count > 0)
        {
            findings.Refuse(
                Refusal.OtherContent,
                FindingCodes.InvalidConditionDataType,
                others.First(),
                $"This value is {others.First().Described()}, but the first one is {first.Described()}: write all "
                + "values of a key in one JSON type.");
        }
    }

    private static string CodeOfEmptyList(ConditionOperator conditionOperator) => conditionOperator switch
    {
        { Set: ConditionSet.ForAllValues } => FindingCodes.EmptyArrayCondition + "_FORALLVALUES",
        { Set: ConditionSet.ForAnyValue } => FindingCodes.EmptyArrayCondition + "_FORANYVALUE",
        { IsIfExists: true } => FindingCodes.EmptyArrayCondition + "_IFEXISTS",
        _ => FindingCodes.EmptyArrayCondition,
    };

    private void RefuseKey(ConditionSource condition, string code, string problem) => findings.RefuseName(
        Refusal.OtherContent,
        code,
        condition.KeyNode,
        $"{Shown.Text(condition.Key)} is no condition key: {problem}.");

    private void RefuseOperator(ConditionSource condition, string code, string problem) => findings.RefuseName(
        Refusal.OtherContent,
        code,
        condition.OperatorNode,
        $"{Shown.Text(condition.OperatorNode.Name!)} does not fit {Shown.Text(condition.Key)}: {problem}.");
}

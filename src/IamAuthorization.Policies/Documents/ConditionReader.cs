namespace IamAuthorization.Policies;

/// <summary>The structure of a Condition element: known operators, and keys that occur once (C-03, C-11).</summary>
internal static class ConditionReader
{
    public static void Read(StatementSource statement, DocumentNode condition, FindingCollector findings)
    {
        if (condition.Kind != DocumentNodeKind.Object)
        {
            MemberReader.RefuseType(condition, "`Condition`", "an object of operators", findings);
            return;
        }

        foreach (DocumentNode block in DistinctIgnoringCase(condition, "operator", findings))
        {
            ReadBlock(statement, block, findings);
        }
    }

    private static void ReadBlock(StatementSource statement, DocumentNode block, FindingCollector findings)
    {
        if (!ConditionOperator.TryParse(block.Name, out ConditionOperator conditionOperator))
        {
            findings.RefuseSyntaxOfName(
                FindingCodes.InvalidConditionOperator,
                block,
                $"{Shown.Text(block.Name!)} is no condition operator: write, for example, `StringEquals` or "
                + "`ForAnyValue:StringLike`.");
            return;
        }

        if (conditionOperator is { Base: ConditionBase.Null, IsIfExists: true })
        {
            findings.RefuseSyntaxOfName(
                FindingCodes.NullWithIfExists,
                block,
                "`Null` already tests whether the key exists: leave `IfExists` out.");
        }

        if (block.Kind != DocumentNodeKind.Object)
        {
            MemberReader.RefuseType(block, $"`{block.Name}`", "an object of condition keys", findings);
            return;
        }

        foreach (DocumentNode test in DistinctIgnoringCase(block, "condition key", findings))
        {
            statement.Conditions.Add(new ConditionSource(conditionOperator, block, test, ReadValues(test, findings)));
        }
    }

    private static List<DocumentNode> ReadValues(DocumentNode test, FindingCollector findings)
    {
        var values = new List<DocumentNode>();
        foreach (DocumentNode value in test.AsList())
        {
            if (value.Kind is DocumentNodeKind.String or DocumentNodeKind.Number or DocumentNodeKind.Boolean)
            {
                values.Add(value);
            }
            else
            {
                MemberReader.RefuseType(value, "A condition value", "a string, number or boolean", findings);
            }
        }

        return values;
    }

    private static IEnumerable<DocumentNode> DistinctIgnoringCase(
        DocumentNode container, string what, FindingCollector findings)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DocumentNode member in container.Children)
        {
            string name = member.Name!;
            if (names.TryAdd(name, name))
            {
                yield return member;
                continue;
            }

            bool isSame = string.Equals(names[name], name, StringComparison.Ordinal);
            findings.RefuseSyntaxOfName(
                isSame ? FindingCodes.DuplicateKey : FindingCodes.DuplicateKeysWithDifferentCase,
                member,
                $"The {what} {Shown.Text(name)} occurs more than once here, whatever its case: write it once, with all "
                + "its values.");
        }
    }
}

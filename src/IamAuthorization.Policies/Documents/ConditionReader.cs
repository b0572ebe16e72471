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

        var names = new MemberNames(condition, StringComparison.OrdinalIgnoreCase);
        foreach (DocumentNode block in condition.Children)
        {
            if (IsFirst(block, ref names, "operator", findings))
            {
                ReadBlock(statement, block, findings);
            }
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

        var names = new MemberNames(block, StringComparison.OrdinalIgnoreCase);
        foreach (DocumentNode test in block.Children)
        {
            if (IsFirst(test, ref names, "condition key", findings))
            {
                DocumentNodeList values = ReadValues(test, findings);
                statement.Conditions.Add(new ConditionSource(conditionOperator, block, test, values));
            }
        }
    }

    private static DocumentNodeList ReadValues(DocumentNode test, FindingCollector findings)
    {
        DocumentNodeList values = test.AsList();
        foreach (DocumentNode value in values.Only(~DocumentNodeKind.Scalar))
        {
            MemberReader.RefuseType(value, "A condition value", "a string, number or boolean", findings);
        }

        return values.Only(DocumentNodeKind.Scalar);
    }

    /// <summary>Whether no earlier member has the same name in any case; if one has, it is refused.</summary>
    private static bool IsFirst(DocumentNode member, ref MemberNames names, string what, FindingCollector findings)
    {
        string? first = names.FirstLike(member);
        if (first is null)
        {
            return true;
        }

        bool isSame = string.Equals(first, member.Name, StringComparison.Ordinal);
        findings.RefuseSyntaxOfName(
            isSame ? FindingCodes.DuplicateKey : FindingCodes.DuplicateKeysWithDifferentCase,
            member,
            $"The {what} {Shown.Text(member.Name!)} occurs more than once here, whatever its case: write it once, with "
            + "all its values.");
        return false;
    }
}

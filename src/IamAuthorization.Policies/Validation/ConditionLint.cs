namespace IamAuthorization.Policies;

/// <summary>Lint of conditions that do not test what they seem to.</summary>
internal sealed class ConditionLint(FindingCollector findings)
{
    private const string SourceIp = "aws:SourceIp";

    private static readonly HashSet<string> SensitiveKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:ResourceAccount", "aws:ResourceOrgID", "aws:SourceAccount",
        "aws:SourceOrgID", "aws:SourceVpc", "aws:SourceVpce", "aws:VpceAccount", "aws:VpceOrgID",
    };

    private static readonly IpAddressRange[] PrivateRanges =
    [
        Range("10.0.0.0/8"), Range("172.16.0.0/12"), Range("192.168.0.0/16"), Range("127.0.0.0/8"), Range("fc00::/7"),
    ];

    public void Check(StatementSource statement)
    {
        foreach (ConditionSource condition in statement.Conditions)
        {
            CheckOperator(condition);
            CheckForAllValues(statement, condition);
            CheckMultiFactor(statement, condition);
            CheckKeyType(condition);
            CheckNumbers(condition);
            foreach (DocumentNode value in condition.Values)
            {
                CheckValue(condition, value);
            }
        }
    }

    private static IpAddressRange Range(string text) =>
        IpAddressRange.TryParseRange(text, out IpAddressRange range)
            ? range
            : throw new ArgumentException($"`{text}` is no range.", nameof(text));

    private void CheckOperator(ConditionSource condition)
    {
        string written = condition.OperatorNode.Name!;
        string documented = ConditionOperator.DocumentedSpelling(written);
        if (!string.Equals(written, documented, StringComparison.Ordinal))
        {
            NoteOperator(
                PolicyFindingSeverity.Warning,
                FindingCodes.OperatorCase,
                condition,
                $"{Shown.Text(written)} is spelled `{documented}` in AWS's documentation: write it so.");
        }

        if (condition.Operator is { IsIfExists: true, Set: not ConditionSet.None })
        {
            NoteOperator(
                PolicyFindingSeverity.Warning,
                FindingCodes.QualifierWithIfExists,
                condition,
                "`IfExists` adds nothing to `ForAllValues:` and is ignored with `ForAnyValue:`: leave it out.");
        }
    }

    /// <summary>C-35, C-37: ForAllValues is true when the key is absent.</summary>
    private void CheckForAllValues(StatementSource statement, ConditionSource condition)
    {
        if (condition.Operator.Set != ConditionSet.ForAllValues || IsPresenceTested(statement, condition.Key))
        {
            return;
        }

        bool isSingle = ConditionKeyCatalogue.IsTag(condition.Key)
            || ConditionKeyCatalogue.Find(condition.Key)?.Cardinality == ConditionKeyCardinality.Single;
        if (isSingle || statement.IsAllow)
        {
            NoteOperator(
                PolicyFindingSeverity.Security,
                isSingle ? FindingCodes.ForAllValuesWithSingleValuedKey : FindingCodes.ForAllValuesWithAllow,
                condition,
                $"`ForAllValues:` is true when {Shown.Text(condition.Key)} is absent: add `\"Null\": {{…: "
                + "\"false\"}}`, or "
                + "leave the prefix out for a single-valued key.");
        }
    }

    private static bool IsPresenceTested(StatementSource statement, string key) =>
        statement.Conditions.Exists(other =>
            other.Operator.Base == ConditionBase.Null
            && other.IsKey(key)
            && other.Values.All(value => BooleanText.Parse(value.Text) == false));

    private void CheckMultiFactor(StatementSource statement, ConditionSource condition)
    {
        bool isLeaky = statement.Effect == PolicyEffect.Deny
            && condition.Operator is { Base: ConditionBase.Bool, IsIfExists: false }
            && condition.IsKey("aws:MultiFactorAuthPresent");
        if (isLeaky)
        {
            NoteOperator(
                PolicyFindingSeverity.Security,
                FindingCodes.DenyMfaWithoutIfExists,
                condition,
                "Requests with long-term keys have no `aws:MultiFactorAuthPresent` and escape this `Deny`: write "
                + "`BoolIfExists`.");
        }
    }

    private void CheckKeyType(ConditionSource condition)
    {
        bool isArnKey = ConditionKeyCatalogue.Find(condition.Key)?.Type == ConditionKeyType.Arn;
        bool hasWildcard = condition.Values.Any(value => value.Text.AsSpan().ContainsAny('*', '?'));
        if (isArnKey && hasWildcard && condition.Operator.Base == ConditionBase.StringLike)
        {
            NoteOperator(
                PolicyFindingSeverity.Security,
                FindingCodes.StringLikeWithArnKey,
                condition,
                $"With `StringLike` a `*` in {Shown.Text(condition.Key)} crosses the colons of the ARN: write "
                + "`ArnLike`.");
        }
    }

    /// <summary>C-22: of several bounds only the widest counts.</summary>
    private void CheckNumbers(ConditionSource condition)
    {
        bool isBound = condition.Operator.Base is >= ConditionBase.NumericLessThan
            and <= ConditionBase.NumericGreaterThanEquals;
        if (isBound && condition.Values.Count > 1)
        {
            findings.Note(
                PolicyFindingSeverity.Suggestion,
                FindingCodes.RedundantConditionValueNumber,
                condition.KeyNode,
                $"Of the {condition.Values.Count} bounds only the widest counts: write that one.");
        }
    }

    private void CheckValue(ConditionSource condition, DocumentNode value)
    {
        bool isExact = condition.Operator.Base is ConditionBase.StringEquals or ConditionBase.StringEqualsIgnoreCase;
        bool hasWildcard = WithoutVariables(value.Text).AsSpan().ContainsAny('*', '?');
        if (isExact && hasWildcard)
        {
            findings.Note(
                PolicyFindingSeverity.Warning,
                FindingCodes.WildcardWithoutLikeOperator,
                value,
                $"The wildcard in {Shown.Text(value.Text)} is an ordinary character here: write `StringLike` to "
                + "match with it.");
        }

        if (hasWildcard && condition.Operator.Base == ConditionBase.StringLike && SensitiveKeys.Contains(condition.Key))
        {
            findings.Note(
                PolicyFindingSeverity.Security,
                FindingCodes.WildcardUsageTooPermissive,
                value,
                $"{Shown.Text(value.Text)} lets in others than meant: write {Shown.Text(condition.Key)} in full.");
        }

        if (condition.Operator.Base == ConditionBase.IpAddress)
        {
            CheckAddress(condition, value);
        }
    }

    private void CheckAddress(ConditionSource condition, DocumentNode value)
    {
        if (!IpAddressRange.TryParseRange(value.Text, out IpAddressRange range))
        {
            return;
        }

        if (range.HasHostBits)
        {
            findings.Note(
                PolicyFindingSeverity.Warning,
                FindingCodes.ImproveIpRange,
                value,
                $"{Shown.Text(value.Text)} has bits set after its prefix, which are ignored: write the network "
                + "address.");
        }

        if (condition.IsKey(SourceIp) && Array.Exists(PrivateRanges, known => known.Contains(range)))
        {
            findings.Note(
                PolicyFindingSeverity.Warning,
                condition.Operator.IsNegated ? FindingCodes.PrivateNotIpAddress : FindingCodes.PrivateIpAddress,
                value,
                $"{Shown.Text(value.Text)} is private, and `{SourceIp}` is the public address of a caller: it will "
                + "not match behind address translation.");
        }
    }

    private static string WithoutVariables(string text) => text
        .Replace("${*}", string.Empty, StringComparison.Ordinal)
        .Replace("${?}", string.Empty, StringComparison.Ordinal);

    private void NoteOperator(PolicyFindingSeverity severity, string code, ConditionSource condition, string message) =>
        findings.NoteName(severity, code, condition.OperatorNode, message);
}

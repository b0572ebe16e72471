namespace IamAuthorization.Policies;

/// <summary>
/// The form of condition values by operator (conditions §3). The parsers are the evaluator's own, so that what is
/// accepted here is what is understood there.
/// </summary>
internal sealed class ConditionValueChecks(bool hasVariables, FindingCollector findings)
{
    public void Check(ConditionSource condition, DocumentNode value)
    {
        bool isVariable = hasVariables && value.Text.Contains("${", StringComparison.Ordinal);
        if (isVariable && !condition.Operator.TakesVariables)
        {
            Refuse(
                value,
                FindingCodes.InvalidVariableForOperator,
                "only String and ARN operators take policy variables",
                "a value as it stands");
        }
        else if (condition.Operator.TakesVariables)
        {
            CheckText(condition, value);
        }
        else
        {
            CheckTyped(condition.Operator.Base, value);
        }
    }

    private void CheckText(ConditionSource condition, DocumentNode value)
    {
        ArnText pattern = ArnText.Read(value.Text, hasVariables);
        if (pattern.Problem != VariableProblem.None)
        {
            (string code, string message) =
                VariableFindings.Of(pattern.Problem, value.Text, FindingCodes.InvalidVariable);
            findings.Refuse(Refusal.OtherContent, code, value, message);
        }
        else if (condition.Operator.Base == ConditionBase.ArnLike && !pattern.IsOneVariable)
        {
            CheckArn(value, pattern);
        }
    }

    /// <summary>C-32: an ARN of six parts, or one variable that stands for a whole one.</summary>
    private void CheckArn(DocumentNode value, ArnText pattern)
    {
        const string Expected = "`arn:partition:service:region:account:resource`";
        if (pattern.Segments[0] is not { Text: "arn", HasVariable: false })
        {
            Refuse(value, FindingCodes.InvalidArnPrefix, "it does not begin with `arn:`", Expected);
        }
        else if (pattern.Segments.Count < ArnParts.Count)
        {
            Refuse(value, FindingCodes.MissingArnField, "it has fewer than six parts", Expected);
        }
    }

    private void CheckTyped(ConditionBase comparison, DocumentNode value)
    {
        string text = value.Text;
        switch (comparison)
        {
            case ConditionBase.Bool or ConditionBase.Null:
                Expect(
                    BooleanText.Parse(text) is not null,
                    value,
                    FindingCodes.TypeMismatchBoolean,
                    "`true` or `false`");
                break;
            case ConditionBase.BinaryEquals:
                Expect(
                    Base64Text.Decode(text) is not null,
                    value,
                    FindingCodes.TypeMismatchString,
                    "base64 with padding");
                break;
            case ConditionBase.IpAddress:
                Expect(
                    IpAddressRange.TryParseRange(text, out _),
                    value,
                    FindingCodes.TypeMismatchIpRange,
                    "an address or a range such as `203.0.113.0/24`");
                break;
            case >= ConditionBase.DateEquals and <= ConditionBase.DateGreaterThanEquals:
                CheckDate(value);
                break;
            default:
                Expect(
                    DecimalText.TryParse(text, out _),
                    value,
                    FindingCodes.TypeMismatchNumber,
                    "a decimal number such as `12.5`, without exponent");
                break;
        }
    }

    private void CheckDate(DocumentNode value)
    {
        if (!InstantText.TryParse(value.Text, out _))
        {
            findings.Refuse(
                Refusal.LegacyParsing,
                FindingCodes.TypeMismatchDate,
                value,
                $"{Shown.Text(value.Text)} is no date: write `2026-05-04T10:20:30Z` or epoch seconds.");
        }
    }

    private void Expect(bool isRight, DocumentNode value, string code, string expected)
    {
        if (!isRight)
        {
            Refuse(value, code, "the operator cannot compare it", expected);
        }
    }

    private void Refuse(DocumentNode value, string code, string problem, string expected) => findings.Refuse(
        Refusal.OtherContent, code, value, $"{Shown.Text(value.Text)} is no value here, {problem}: write {expected}.");
}

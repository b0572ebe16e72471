namespace IamAuthorization.Policies;

/// <summary>PL-68: the findings of malformed policy variables.</summary>
internal static class VariableFindings
{
    public static (string Code, string Message) Of(VariableProblem problem, string text, string codeOfNested)
    {
        string shown = Shown.Text(text);
        return problem switch
        {
            VariableProblem.MissingBrace => (
                FindingCodes.MissingBraceInVariable, $"A variable in {shown} is not closed: write `${{key}}`."),
            VariableProblem.Empty => (
                FindingCodes.EmptyVariable, $"A variable in {shown} names no key: write `${{key}}`."),
            VariableProblem.SpaceInKey => (
                FindingCodes.UnsupportedSpaceInVariable,
                $"The key of a variable in {shown} holds a space or quote: write `${{key}}` or `${{key, 'default'}}`."),
            VariableProblem.MissingQuote or VariableProblem.MalformedDefault => (
                FindingCodes.MissingQuoteInVariable,
                $"The default of a variable in {shown} is not written `${{key, 'default'}}`: one space, two quotes."),
            _ => (codeOfNested, $"A variable in {shown} stands inside another one: variables cannot be nested."),
        };
    }
}

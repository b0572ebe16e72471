namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>
/// E3: names that come with requests. What the parser takes is the text itself and nothing else; what it refuses it
/// refuses with its own exception.
/// </summary>
[Trait("Threat", "E3")]
public sealed class NameFuzzTests
{
    private static readonly string[] Arns =
    [
        "arn:aws:s3:::bucket/key", "arn:aws:iam::111122223333:user/path/alice", "arn:aws:iam::111122223333:root", "*",
        "arn:aws:sts::111122223333:assumed-role/R/s1", "arn:aws:sts::111122223333:federated-user/guest", "arn:", "",
        "arn:aws:iam::111122223333:role/aws-service-role/x.example/R", "arn:aws:app:eu-west-1:111122223333:a:b:c",
    ];

    private static readonly string[] ArnTokens =
    [
        "arn:", ":", "::", "aws", "iam", "sts", "111122223333", "user/", "role/", "assumed-role/", "federated-user/",
        "root", "/", "*", "?", "${aws:username}",
    ];

    private static readonly string[] Actions =
        ["app:GetDoc", "a:b", "sts:AssumeRole", "x-y.z:A_b-c.1", "*", "app:*", ""];

    private static readonly string[] ActionTokens = [":", "app", "*", "?", "-", "_", ".", "Get", "::"];

    private static readonly string[] Keys =
    [
        "aws:SourceIp", "aws:PrincipalTag/team", "app:size", "aws:requesttag/", "id.example.com/id/ABC:sub", "a:b/c:d",
        "",
    ];

    private static readonly string[] KeyTokens =
        [":", "/", "aws:", "sts:", "iam:", "AWS:", "PrincipalTag/", "RequestTag/", "ResourceTag/", "app:", "TagKeys"];

    [Fact]
    public void AnyText_AsArn_IsItselfOrRefused() => TextFuzzer.Run(
        new FuzzTarget("arn", Arns, ArnTokens, TryArn) { BytesPerCharacter = 64 }, count: 20_000);

    [Fact]
    public void AnyText_AsNameOfAPrincipal_IsInItsArnOrRefused() => TextFuzzer.Run(
        new FuzzTarget("principal", ["s1", "111122223333", "a.example", "aws"], ArnTokens, TryNameOfPrincipal), 5_000);

    [Fact]
    public void AnyText_AsAction_IsItselfOrRefused() => TextFuzzer.Run(
        new FuzzTarget("action", Actions, ActionTokens, TryAction), count: 20_000);

    [Fact]
    public void AnyText_AsConditionKey_IsItselfOrRefused() => TextFuzzer.Run(
        new FuzzTarget("condition key", Keys, KeyTokens, TryKey), count: 20_000);

    private static int TryArn(string text, uint variant)
    {
        bool isArn = Arn.TryParse(text, out Arn arn, out string? problem);
        FuzzFault.Unless(isArn == (problem is null), "Refused without a problem, or the reverse.");
        FuzzFault.Unless(!IsSampled(variant) || isArn == !ThrowsFormat(() => Arn.Parse(text)), "Parse differs.");
        if (!isArn)
        {
            return (int)Answers.Of(problem);
        }

        FuzzFault.Unless(string.Equals(arn.ToString(), text, StringComparison.Ordinal), "Not the text itself.");
        FuzzFault.Unless(arn == Arn.Parse(text) && arn.GetHashCode() == Arn.Parse(text).GetHashCode(), "Not equal.");
        if (arn.IsAny)
        {
            return 1;
        }

        string joined = $"arn:{arn.Partition}:{arn.Service}:{arn.Region}:{arn.Account}:{arn.Resource}";
        FuzzFault.Unless(string.Equals(joined, text, StringComparison.Ordinal), "The parts are not the text.");
        FuzzFault.Unless(!arn.Account.Contains(':') && !text.AsSpan().ContainsAny('\0', '\n', '\u0085'), "Unclean.");
        return 16 + (IsSampled(variant) ? TryPrincipal(arn, variant) : 0);
    }

    /// <summary>Which kind of principal the ARN names, if any; one that does not is refused as an argument.</summary>
    private static int TryPrincipal(Arn arn, uint variant)
    {
        try
        {
            IamPrincipal principal = (variant & 1) == 0
                ? IamPrincipal.FromArn(arn)
                : IamPrincipal.RoleSession(arn, arn.Resource.ToString());
            FuzzFault.Unless(IamPrincipal.IsAccountId(principal.AccountId), "A principal without account.");
            bool isSame = principal.Kind == IamPrincipalKind.RoleSession || principal.Arn == arn;
            FuzzFault.Unless(isSame, "A principal of another ARN.");
            return (int)principal.Kind;
        }
        catch (ArgumentException)
        {
            return 15;
        }
    }

    private static int TryNameOfPrincipal(string text, uint variant)
    {
        try
        {
            IamPrincipal principal = (variant % 4) switch
            {
                0 => IamPrincipal.RoleSession(Arn.Parse(Evaluation.Names.RoleArn), text),
                1 => IamPrincipal.Root(text),
                2 => IamPrincipal.Root(Evaluation.Names.Here, text),
                _ => IamPrincipal.Service(text),
            };
            string shown = principal.ToString();
            FuzzFault.Unless(shown.Contains(text, StringComparison.Ordinal), "The name is not in the principal.");
            return (int)principal.Kind;
        }
        catch (ArgumentException)
        {
            return -1;
        }
    }

    private static int TryAction(string text, uint variant)
    {
        bool isAction = ActionName.TryParse(text, out ActionName action, out string? problem);
        FuzzFault.Unless(isAction == (problem is null), "Refused without a problem, or the reverse.");
        bool isParsed = IsSampled(variant) ? !ThrowsFormat(() => ActionName.Parse(text)) : isAction;
        FuzzFault.Unless(isAction == isParsed, "Parse and TryParse differ.");
        if (!isAction)
        {
            return (int)Answers.Of(problem);
        }

        string joined = $"{action.Service}:{action.Name}";
        FuzzFault.Unless(string.Equals(joined, text, StringComparison.Ordinal), "The parts are not the text.");
        FuzzFault.Unless(!text.AsSpan().ContainsAnyExceptInRange('-', 'z'), "More than letters, digits and signs.");
        ActionName upper = ActionName.Parse(text.ToUpperInvariant());
        FuzzFault.Unless(action == upper && action.GetHashCode() == upper.GetHashCode(), "Case counts.");
        return Math.Min(text.Length, 8);
    }

    private static int TryKey(string text, uint variant)
    {
        if (text.Length == 0)
        {
            Assert.Throws<ArgumentException>(() => ConditionKey.Of(text));
            return 0;
        }

        ConditionKey key = ConditionKey.Of(text);
        ConditionKey folded = ConditionKey.Of(text.ToUpperInvariant());
        bool isSame = string.Equals(text, folded.Name, StringComparison.OrdinalIgnoreCase);
        FuzzFault.Unless(key.Equals(folded) == isSame, "Equal where the names are not, or the reverse.");
        FuzzFault.Unless(!isSame || key.GetHashCode() == folded.GetHashCode(), "Equal with different hashes.");
        var context =
            new ContextValues([new(key, ContextValue.Of("x")), new(ConditionKey.Of(text), ContextValue.Of("y"))]);
        FuzzFault.Unless(
            context.Keys.Count == 1 && context.Get(folded).IsSupplied == isSame, "Found under another name.");
        return ((int)key.Type * 8) + ((int)key.Cardinality * 2) + (IsSampled(variant) && IsDeclared(text) ? 1 : 0);
    }

    private static bool IsDeclared(string text)
    {
        try
        {
            ConditionKey key = ConditionKey.Declare(text);
            string prefix = text[..(text.IndexOf(':', StringComparison.Ordinal) + 1)].ToUpperInvariant();
            FuzzFault.Unless(prefix is not ("" or ":" or "AWS:" or "STS:" or "IAM:"), "A reserved key was declared.");
            FuzzFault.Unless(!Head(key.Name).Any(char.IsWhiteSpace), "A key with white space was declared.");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Prefix and name without what a slash divides from them.</summary>
    private static string Head(string key) =>
        key.IndexOf('/', key.IndexOf(':', StringComparison.Ordinal)) is var slash and >= 0 ? key[..slash] : key;

    // WHY: exceptions cost a hundred times what the rest does.
    private static bool IsSampled(uint variant) => (variant & 0xF0) == 0;

    private static bool ThrowsFormat(Action parse)
    {
        try
        {
            parse();
            return false;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}

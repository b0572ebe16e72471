using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Reads <c>account.json</c>.</summary>
internal static class AccountFileReader
{
    public static IEnumerable<(IamEntity Entity, TextPosition Position)> Read(
        FileObject root, string accountId, PolicyReadOptions reading)
    {
        string? alias = root.CheckedText("AccountAlias", IamRules.ProblemOfAlias);
        yield return (new IamAccount(accountId, alias), root.Position);
        foreach (FileObject entry in root.Objects("ResourcePolicies"))
        {
            PlacedValue? arnText = entry.RequiredText("ResourceArn");
            PolicyDocument? document = entry.Document("PolicyDocument", PolicyKind.Resource, reading);
            entry.RefuseOthers();
            if (arnText is not null && ArnOf(entry, arnText) is { } arn && document is not null)
            {
                yield return (new ResourcePolicy(arn, document), entry.Position);
            }
        }
    }

    private static Arn? ArnOf(FileObject entry, PlacedValue value)
    {
        if (Arn.TryParse(value.Text, out Arn arn, out string? problem) && !arn.IsAny)
        {
            return arn;
        }

        entry.Error(
            value.Position,
            PolicyFileCodes.InvalidValue,
            $"`{value.Text}` is not the ARN of one resource: {problem ?? "name one resource"}");
        return null;
    }
}

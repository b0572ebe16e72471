using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Reads <c>account.json</c>.</summary>
internal static class AccountFileReader
{
    public static IEnumerable<(IamEntity Entity, TextPosition Position)> Read(
        FileObject root, string accountId, PolicyReadOptions reading)
    {
        string? alias = root.CheckedText("AccountAlias", IamRules.ProblemOfAlias);
        DateTimeOffset? createdAt = root.Instant("CreateDate");
        PasswordPolicy? passwords = root.Object("PasswordPolicy") is { } policy ? ReadPasswordPolicy(policy) : null;
        yield return (
            new IamAccount(accountId, alias) { CreatedAt = createdAt, PasswordPolicy = passwords }, root.Position);
        if (alias is not null)
        {
            yield return (new AccountAlias(alias, accountId), root.Position);
        }

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

    /// <summary>The members are those of <c>get-account-password-policy</c>.</summary>
    private static PasswordPolicy ReadPasswordPolicy(FileObject policy)
    {
        // WHY ignored: whether passwords expire follows from their greatest age.
        policy.Boolean("ExpirePasswords");
        var read = new PasswordPolicy
        {
            LengthMin = Within(policy, "MinimumPasswordLength", 6, 128) ?? 6,
            RequiresSymbols = policy.Boolean("RequireSymbols"),
            RequiresNumbers = policy.Boolean("RequireNumbers"),
            RequiresUppercase = policy.Boolean("RequireUppercaseCharacters"),
            RequiresLowercase = policy.Boolean("RequireLowercaseCharacters"),
            AllowsUsersToChange = policy.Boolean("AllowUsersToChangePassword"),
            AgeMaxDays = Within(policy, "MaxPasswordAge", 0, 1_095) ?? 0,
            ReusePrevention = Within(policy, "PasswordReusePrevention", 0, 24) ?? 0,
            IsExpiryHard = policy.Boolean("HardExpiry"),
        };
        policy.RefuseOthers();
        return read;
    }

    private static int? Within(FileObject policy, string member, int min, int max)
    {
        int? number = policy.WholeNumber(member);
        if (number < min || number > max)
        {
            policy.Error(policy.Position, PolicyFileCodes.InvalidValue, $"`{member}` is {min} to {max}");
        }

        return number;
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
